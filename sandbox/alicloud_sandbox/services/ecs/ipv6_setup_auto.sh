#!/bin/sh
set -eu
missing() {
  for address in @ADDRESSES@; do
    ip -6 -o addr show | grep -q " $address[/ ]" || echo "$address"
  done
}
wait_for_addresses() {
  tries=0
  while [ "$tries" -lt "$1" ] && [ -n "$(missing)" ]; do
    tries=$((tries + 1))
    sleep 1
  done
}
by_netplan() {
  for device in /sys/class/net/*/device; do
    card=$(basename "$(dirname "$device")")
    mac=$(cat "/sys/class/net/$card/address")
    ipv4=
    if ! grep -qie "$mac" -e "^ *$card:" /etc/netplan/50-cloud-init.yaml; then
      ipv4=", dhcp4: true, dhcp4-overrides: {route-metric: 200}"
    fi
    own="match: {macaddress: '$mac'}, set-name: $card, dhcp6: true$ipv4"
    (umask 077 && echo "network: {version: 2, ethernets: {$card: {$own}}}" >"/etc/netplan/90-ipv6-$card.yaml")
  done
  netplan apply
}
by_network_manager() {
  nmcli -t -f UUID,TYPE connection show --active | while IFS=: read -r uuid type; do
    if [ "$type" = 802-3-ethernet ]; then
      nmcli connection modify "$uuid" ipv6.method auto
      nmcli connection up "$uuid" </dev/null
    fi
  done
}
by_plugin() {
  acs-plugin-manager --exec --plugin=ecs-utils-ipv6
  if [ -e /sbin/eni-ifscan ]; then
    sed -i 's/IPV6INIT=no/IPV6INIT=yes\n        DHCPV6C=yes/' /etc/eni_utils/eni-function
  fi
}
wait_for_addresses 10
if [ -n "$(missing)" ]; then
  . /etc/os-release
  case "$ID-$VERSION_ID" in
    ubuntu-1* | ubuntu-20* | debian-[89] | debian-1[01]) by_plugin ;;
    ubuntu-* | debian-*) by_netplan ;;
    rocky-* | almalinux-* | rhel-[89]* | centos-9*) by_network_manager ;;
    *) by_plugin ;;
  esac
  wait_for_addresses 30
fi
for address in $(missing); do
  echo "$address is on no interface" >&2
  exit 1
done
ip -6 -o addr show
