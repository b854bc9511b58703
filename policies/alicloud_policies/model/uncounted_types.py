"""The resource types that name security groups and whose members in these groups the pack does not count.

A test compares both tables with the installed provider SDK: each type with a property for security groups is modelled
or in one of them.
"""

from collections.abc import Mapping

_ONE, _MANY, _BOTH = ("securityGroupId",), ("securityGroupIds",), ("securityGroupId", "securityGroupIds")

UNCOUNTED: Mapping[str, tuple[str, ...]] = {
    "alicloud:ackone/cluster:Cluster": ("network",),
    "alicloud:alb/loadBalancerSecurityGroupAttachment:LoadBalancerSecurityGroupAttachment": _ONE,
    "alicloud:apigateway/instance:Instance": ("zoneVswitchSecurityGroups",),
    "alicloud:arms/prometheus:Prometheus": _ONE,
    "alicloud:cddc/dedicatedPropreHost:DedicatedPropreHost": _ONE,
    "alicloud:cs/edgeKubernetes:EdgeKubernetes": _ONE,
    "alicloud:cs/kubernetes:Kubernetes": _ONE,
    "alicloud:cs/managedKubernetes:ManagedKubernetes": _ONE,
    "alicloud:cs/nodePool:NodePool": _BOTH,
    "alicloud:cs/serverlessKubernetes:ServerlessKubernetes": _ONE,
    "alicloud:dms/airflow:Airflow": _ONE,
    "alicloud:eais/instance:Instance": _ONE,
    "alicloud:eci/containerGroup:ContainerGroup": _ONE,
    "alicloud:eci/imageCache:ImageCache": _ONE,
    "alicloud:eci/openApiImageCache:OpenApiImageCache": _ONE,
    "alicloud:eci/virtualNode:VirtualNode": _ONE,
    "alicloud:ecp/instance:Instance": _ONE,
    "alicloud:eflo/cluster:Cluster": ("networks",),
    "alicloud:ehpc/cluster:Cluster": _ONE,
    "alicloud:ehpc/clusterV2:ClusterV2": _ONE,
    "alicloud:emr/cluster:Cluster": _ONE,
    "alicloud:emrv2/cluster:Cluster": ("nodeAttributes", "nodeGroups"),
    "alicloud:ess/eciScalingConfiguration:EciScalingConfiguration": _ONE,
    "alicloud:eventbridge/connection:Connection": ("networkParameters",),
    "alicloud:eventbridge/eventSourceV2:EventSourceV2": ("sourceKafkaParameters", "sourceRocketmqParameters"),
    "alicloud:fc/service:Service": ("vpcConfig",),
    "alicloud:fc/v3Function:V3Function": ("vpcConfig", "customContainerConfig"),
    "alicloud:mse/gateway:Gateway": ("enterpriseSecurityGroup",),
    "alicloud:nas/mountTarget:MountTarget": _ONE,
    "alicloud:nlb/loadBalancer:LoadBalancer": _MANY,
    "alicloud:nlb/loadBalancerSecurityGroupAttachment:LoadBalancerSecurityGroupAttachment": _ONE,
    "alicloud:polardb/aicluster:Aicluster": _ONE,
    "alicloud:polardb/gateway:Gateway": _ONE,
    "alicloud:privatelink/vpcEndpoint:VpcEndpoint": _MANY,
    "alicloud:pvtz/endpoint:Endpoint": _ONE,
    "alicloud:rds/custom:Custom": _MANY,
    "alicloud:sae/application:Application": _ONE,
    "alicloud:servicemesh/serviceMesh:ServiceMesh": ("network",),
}
"""The types that create instances, containers or ENIs in the groups, and the inputs that hold the groups."""

ACCESS_LISTS = frozenset(
    {
        "alicloud:alikafka/instance:Instance",
        "alicloud:amqp/instance:Instance",
        "alicloud:bastionhost/instance:Instance",
        "alicloud:cassandra/cluster:Cluster",
        "alicloud:elasticsearch/instance:Instance",
        "alicloud:hbase/instance:Instance",
        "alicloud:kvstore/instance:Instance",
        "alicloud:mongodb/instance:Instance",
        "alicloud:mongodb/shardingInstance:ShardingInstance",
        "alicloud:polardb/cluster:Cluster",
        "alicloud:rds/ddrInstance:DdrInstance",
        "alicloud:rds/instance:Instance",
        "alicloud:redis/tairInstance:TairInstance",
        "alicloud:yundun/bastionHostInstance:BastionHostInstance",
    }
)
"""The types that admit the members of the groups, and are not members themselves."""
