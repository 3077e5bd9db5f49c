"""Runs a program in a network namespace of its own: nothing there but a loopback device, which is up.

usage: alone.py PROGRAM [arguments…]     exit code 77: this machine gives no namespaces

The kernel counts what a namespace sends, and what it would have sent had there been a way: `traffic(pid)`.
"""

import ctypes
import fcntl
import os
import pathlib
import socket
import struct
import sys

CLONE_NEWNET, CLONE_NEWUSER = 0x40000000, 0x10000000
SIOCSIFFLAGS, IFF_UP = 0x8914, 0x1

# Of /proc/PID/net/snmp and snmp6: what was sent, and what had no way. Listening alone counts nowhere here.
SENT = {"OutRequests", "OutNoRoutes", "OutDatagrams", "OutMsgs", "ActiveOpens", "OutSegs",
        "Ip6OutRequests", "Ip6OutNoRoutes", "Udp6OutDatagrams"}
TABLES = ("tcp", "tcp6", "udp", "udp6", "udplite", "udplite6", "raw", "raw6", "icmp", "icmp6")


def enter():
    """Moves this process into a new namespace; False where that cannot be had."""
    libc = ctypes.CDLL(None, use_errno=True)
    user = 0 if os.geteuid() == 0 else CLONE_NEWUSER
    if libc.unshare(CLONE_NEWNET | user) != 0:
        return False
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", IFF_UP))
    return True


def _pairs(path):
    """Lines of names and lines of numbers, by turns (snmp), or a name and a number a line (snmp6)."""
    lines = [line.split() for line in path.read_text().splitlines()]
    if lines and lines[0][0].endswith(":"):
        for names, numbers in zip(lines[::2], lines[1::2]):
            yield from zip(names[1:], map(int, numbers[1:]))
    else:
        yield from ((name, int(number)) for name, number in lines)


def traffic(pid):
    """What a process's namespace has sent since it began: packets of its devices, and of each protocol."""
    net = pathlib.Path(f"/proc/{pid}/net")
    sent = {}
    for line in (net / "dev").read_text().splitlines()[2:]:
        name, _, numbers = line.partition(":")
        sent["packets of " + name.strip()] = int(numbers.split()[9])
    for table in ("snmp", "snmp6"):
        if (net / table).exists():
            sent.update((name, number) for name, number in _pairs(net / table) if name in SENT)
    return {name: number for name, number in sent.items() if number}


def internet_sockets(pid):
    """The lines of all tables of internet sockets."""
    net = pathlib.Path(f"/proc/{pid}/net")
    return [line for table in TABLES if (net / table).exists()
            for line in (net / table).read_text().splitlines()[1:]]


if __name__ == "__main__":
    if not enter():
        sys.exit(77)
    os.execvp(sys.argv[1], sys.argv[1:])
