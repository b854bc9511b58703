#!/bin/sh
set -eu
cd "$(mktemp -d)"
url=http://ecs-image-utils.oss-cn-hangzhou.aliyuncs.com/ipv6/@FAMILY@/ecs-utils-ipv6
if command -v wget >/dev/null; then
  wget -q -O ecs-utils-ipv6 "$url"
elif command -v curl >/dev/null; then
  curl -fsS -o ecs-utils-ipv6 "$url"
else
  fetch -q -o ecs-utils-ipv6 "$url"
fi
chmod +x ./ecs-utils-ipv6
./ecs-utils-ipv6
inet6() {
  if command -v ip >/dev/null; then ip -6 -o addr show; else ifconfig | grep inet6; fi
}
for address in @ADDRESSES@; do
  tries=0
  until inet6 | grep -q " $address[/ ]"; do
    tries=$((tries + 1))
    if [ "$tries" -ge 30 ]; then
      echo "$address is on no interface" >&2
      exit 1
    fi
    sleep 1
  done
done
inet6
