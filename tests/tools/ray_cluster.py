"""A Ray cluster of a head and one more node, both on this machine, in a process of its own (`python ray_cluster.py`).

It writes the address of the cluster to standard output, then does what the lines of standard input say: `remove` the
last node at once, as when its machine is no more, `add` another; and writes the line again when it is done.
"""

import sys

from ray.cluster_utils import Cluster


def main() -> None:
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1})
    nodes = [cluster.add_node(num_cpus=1)]
    print(cluster.address, flush=True)
    for line in sys.stdin:
        if line.strip() == "remove":
            cluster.remove_node(nodes.pop(), allow_graceful=False)
        else:
            nodes.append(cluster.add_node(num_cpus=1))
        print(line.strip(), flush=True)
    cluster.shutdown()


if __name__ == "__main__":
    main()
