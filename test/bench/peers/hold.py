"""The hold model on SimPy. Prints events per second.

Arguments: pending events, events to run. With bare callbacks, the fastest that SimPy offers:
processes (generators), which its users write, are a little slower.
"""

import sys
import time

import simpy

size, events = int(sys.argv[1]), int(sys.argv[2])
env = simpy.Environment()
state = 12345


def delay():
    global state
    state = (state * 1664525 + 1013904223) & 0xFFFFFFFF
    return 1 + (state >> 12)


def hold(_):
    env.timeout(delay()).callbacks.append(hold)


def run(count):
    step = env.step
    for _ in range(count):
        step()


for _ in range(size):
    hold(None)
run(2 * size + events // 10)
start = time.perf_counter()
run(events)
print(round(events / (time.perf_counter() - start)))
