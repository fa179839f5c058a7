// The hold model on std::priority_queue: what a lean kernel in C++ does. Prints events per second.
// Arguments: pending events, events to run.
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <queue>
#include <vector>

struct Event {
  int64_t time;
  uint64_t order;
  int32_t kind, a, b;
};
struct Later {
  bool operator()(const Event& x, const Event& y) const {
    return x.time != y.time ? x.time > y.time : x.order > y.order;
  }
};

static std::priority_queue<Event, std::vector<Event>, Later> pending;
static int64_t now = 0;
static uint64_t sequence = 0;
static uint32_t state = 12345;

static int64_t delay() {
  state = state * 1664525u + 1013904223u;
  return 1 + (state >> 12);
}
static void at(int64_t time, int32_t kind, int32_t a, int32_t b) {
  pending.push({time, sequence++, kind, a, b});
}
static void hold(int32_t a, int32_t b) { at(now + delay(), 0, a, b); }
static void (*const handlers[])(int32_t, int32_t) = {hold};

static void run(long events) {
  while (events-- > 0) {
    const Event event = pending.top();
    pending.pop();
    now = event.time;
    handlers[event.kind](event.a, event.b);
  }
}

int main(int, char** argv) {
  const long size = std::atol(argv[1]);
  const long events = std::atol(argv[2]);
  for (long i = 0; i < size; i++) at(delay(), 0, static_cast<int32_t>(i), 0);
  run(2 * size + events / 10);
  const auto start = std::chrono::steady_clock::now();
  run(events);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  std::printf("%.0f\n", events / took.count());
}
