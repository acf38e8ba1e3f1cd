#!/usr/bin/python3
"""A bench of emulated hidraw guns for the tests: commands as JSON lines on stdin, events as JSON lines on stdout.

Each device node is a plain file, so that poll() always says "ready" and every read() comes to this process: only so do
reports keep their boundaries as on a real hidraw node (a pty would glue two quick reports together). A read with nothing
to give is answered with no bytes after a while, so that the reader's thread can be stopped.
"""
import collections
import json
import struct
import sys
import threading

import gi

gi.require_version("UMockdev", "1.0")
from gi.repository import GLib, UMockdev  # noqa: E402

ENODEV, EIO, ENOTTY = 19, 5, 25
EMPTY_READ_MS = 40
DETACH_MS = 300
testbed = UMockdev.Testbed.new()
loop = GLib.MainLoop()


def tell(**event):
    print(json.dumps(event), flush=True)


class Gun:
    """One hidraw node: answers the descriptor ioctls, hands out queued reports, tells what is written to it."""

    def __init__(self, node, descriptor):
        self.node, self.descriptor = node, descriptor
        self.reports = collections.deque()
        self.reader = None
        self.timer = 0
        self.gone = False
        self.clients = []
        self.handler = UMockdev.IoctlBase()
        self.handler.connect("client-connected", lambda _handler, client: self.clients.append(client))
        self.handler.connect("handle-ioctl", self.on_ioctl)
        self.handler.connect("handle-read", self.on_read)
        self.handler.connect("handle-write", self.on_write)

    def on_ioctl(self, _handler, client):
        request = client.get_request()
        number, kind, size = request & 0xFF, (request >> 8) & 0xFF, (request >> 16) & 0x3FFF
        if kind != 0x48:
            return False
        if self.gone:
            client.complete(-1, ENODEV)
            return True
        argument = client.get_arg()
        length = struct.pack("<I", len(self.descriptor))
        if number == 1:
            argument.resolve(0, 4).update(0, length)
            client.complete(0, 0)
        elif number == 2:
            argument.resolve(0, 4100).update(0, length + self.descriptor)
            client.complete(0, 0)
        elif number == 6:
            client.complete(size, 0)
        else:
            client.complete(-1, ENOTTY)
        return True

    def on_read(self, _handler, client):
        self.reader = client
        if self.gone:
            self.answer(error=EIO)
        elif self.reports:
            self.answer(self.reports.popleft())
        else:
            self.timer = GLib.timeout_add(EMPTY_READ_MS, self.nothing)
        return True

    def on_write(self, _handler, client):
        data = bytes(client.get_arg().retrieve())
        tell(event="written", node=self.node, hex=data.hex())
        client.complete(len(data), 0)
        return True

    def nothing(self):
        self.timer = 0
        self.answer()
        return False

    def answer(self, data=b"", error=0):
        client, self.reader = self.reader, None
        if self.timer:
            GLib.source_remove(self.timer)
            self.timer = 0
        if client is None:
            return
        if error:
            client.complete(-1, error)
            return
        if data:
            client.get_arg().update(0, data)
        client.complete(len(data), 0)

    def report(self, data):
        if self.reader is not None:
            self.answer(data)
        else:
            self.reports.append(data)


guns = {}


def plug(node, description, descriptor, **_rest):
    testbed.add_from_string(description)
    gun = guns[node] = Gun(node, bytes.fromhex(descriptor))
    testbed.attach_ioctl(node, gun.handler)
    tell(event="plugged", node=node)


def unplug(node, folders, **_rest):
    gun = guns.pop(node)
    gun.gone = True
    gun.answer(error=EIO)
    for folder in folders:
        testbed.remove_device(folder)
    GLib.timeout_add(DETACH_MS, detach, node, gun, 10)


def detach(node, gun, patience):
    """The emulator's preload library ends a process whose node is detached while it asks: all must have let go first.

    But it also forgets to close a connection now and then, so there is an end to waiting."""
    if patience > 0 and any(client.get_property("connected") for client in gun.clients):
        GLib.timeout_add(DETACH_MS, detach, node, gun, patience - 1)
        return False
    testbed.detach_ioctl(node)
    tell(event="unplugged", node=node)
    return False


def report(node, hex, **_rest):
    guns[node].report(bytes.fromhex(hex))


def run(command):
    try:
        {"plug": plug, "unplug": unplug, "report": report}[command["do"]](**command)
    except Exception as error:  # The test must hear of it, whatever it is.
        tell(event="error", text=repr(error))
    return False


def listen():
    for line in sys.stdin:
        GLib.idle_add(run, json.loads(line))
    GLib.idle_add(loop.quit)


tell(event="ready", dir=testbed.get_root_dir())
threading.Thread(target=listen, daemon=True).start()
loop.run()
