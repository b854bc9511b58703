terraform {
  required_providers {
    alicloud = { source = "aliyun/alicloud" }
  }
}

resource "alicloud_vpc" "one" {
  vpc_name    = "clients"
  cidr_block  = "192.168.0.0/16"
  enable_ipv6 = true
}

data "alicloud_zones" "all" {
  available_instance_type = "ecs.g6.large"
}

resource "alicloud_vswitch" "some" {
  count                = 12
  vpc_id               = alicloud_vpc.one.id
  cidr_block           = cidrsubnet("192.168.0.0/16", 8, count.index)
  zone_id              = data.alicloud_zones.all.zones[0].id
  vswitch_name         = "clients-${count.index}"
  tags                 = { number = count.index }
}

resource "alicloud_security_group" "one" {
  security_group_name = "clients"
  vpc_id              = alicloud_vpc.one.id
}

data "alicloud_vswitches" "all" {
  vpc_id     = alicloud_vpc.one.id
  depends_on = [alicloud_vswitch.some]
}

data "alicloud_vswitches" "tagged" {
  tags       = { number = 3 }
  depends_on = [alicloud_vswitch.some]
}

data "alicloud_images" "ubuntu" {
  name_regex  = "^ubuntu_22"
  owners      = "system"
  most_recent = true
}

data "alicloud_instance_types" "small" {
  cpu_core_count    = 2
  memory_size       = 8
  availability_zone = data.alicloud_zones.all.zones[0].id
}

data "alicloud_security_groups" "named" {
  name_regex = "^clients$"
  depends_on = [alicloud_security_group.one]
}

output "seen" {
  value = {
    vswitches = length(data.alicloud_vswitches.all.ids)
    tagged    = data.alicloud_vswitches.tagged.names
    image     = data.alicloud_images.ubuntu.images[0].id
    types     = contains(data.alicloud_instance_types.small.ids, "ecs.g6.large")
    groups    = data.alicloud_security_groups.named.names
  }
}
