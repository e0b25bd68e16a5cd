// Waits for the first of several times and descriptors.
//
// The subscriptions are read twice, before and after the wait, and never copied: memory does not grow with their number. A guest
// that changes them meanwhile (threads) gets events for what they have become.
#include "rt/wasi/preview1/PollOneoff.h"

#include "rt/core/Clock.h"
#include "rt/core/ThreadState.h"
#include "rt/memory/GuestMemory.h"
#include "rt/sys/linux/ioctl.h"
#include "rt/sys/linux/ppoll.h"
#include "rt/wasi/preview1/Clocks.h"
#include "rt/wasi/preview1/Descriptors.h"
#include "rt/wasi/preview1/Errno.h"
#include "rt/wasi/preview1/Types.h"

namespace wasmc::rt::wasi {

namespace {

enum class EventType : uint8_t { Clock, FdRead, FdWrite };
constexpr uint16_t flagHangup = 1;
constexpr uint16_t clockIsAbsolute = 1;
constexpr uint64_t forever = UINT64_MAX;
constexpr size_t maxDescriptors = 1024;  // as poll(2) refuses more than RLIMIT_NOFILE, which usually is this

struct Event {
  uint64_t userData;
  uint16_t error;
  EventType type;
  uint8_t padding0[5];
  uint64_t byteCount;
  uint16_t flags;
  uint8_t padding1[6];
};
static_assert(sizeof(Event) == 32 && offsetof(Event, type) == 10 && offsetof(Event, byteCount) == 16);

struct Subscription {
  uint64_t userData;
  uint8_t type;
  uint32_t fd;
  uint32_t clock;
  uint64_t time;  // nanoseconds
  uint16_t clockFlags;

  static Subscription read(const uint8_t *bytes, SubscriptionLayout layout) {
    const uint8_t *clock = bytes + layout.clock;
    return {loadGuest<uint64_t>(bytes), loadGuest<uint8_t>(bytes + 8),  loadGuest<uint32_t>(bytes + 16),
            loadGuest<uint32_t>(clock), loadGuest<uint64_t>(clock + 8), loadGuest<uint16_t>(clock + 24)};
  }
  bool isClock() const { return type == static_cast<uint8_t>(EventType::Clock); }
  bool isRead() const { return type == static_cast<uint8_t>(EventType::FdRead); }
};

class Poll {
public:
  Poll(Span<uint8_t> subscriptions, Span<uint8_t> events, SubscriptionLayout layout)
      : subscriptions(subscriptions), events(events), layout(layout) {}
  ~Poll() { endUses(); }

  // The number of events written, at least one.
  Result<uint32_t> run() {
    if (Result<void> read = updateTime(); !read)
      return read.errorNumber();
    start = monotonicNow;
    while (eventCount == 0) {
      if (Result<void> prepared = prepare(); !prepared)
        return prepared.errorNumber();
      __kernel_timespec wait = {static_cast<long long>(timeout / 1'000'000'000), static_cast<long long>(timeout % 1'000'000'000)};
      Result<size_t> ready = sys::ppoll({descriptors, descriptorCount}, timeout == forever ? nullptr : &wait);
      if (!ready && (ready.errorNumber().code != EINTR || currentThread().isInterrupted))
        return ready.errorNumber();
      if (Result<void> read = updateTime(); !read)
        return read.errorNumber();
      if (ready)
        collect();
    }
    return eventCount;
  }

private:
  uint32_t count() const { return static_cast<uint32_t>(subscriptions.size() / layout.size); }
  Subscription subscription(uint32_t i) const {
    return Subscription::read(subscriptions.data() + static_cast<size_t>(i) * layout.size, layout);
  }

  Result<void> updateTime() {
    Result<uint64_t> monotonic = clockTime(CLOCK_MONOTONIC), realtime = clockTime(CLOCK_REALTIME);
    if (!monotonic || !realtime)
      return monotonic ? realtime.errorNumber() : monotonic.errorNumber();
    monotonicNow = *monotonic;
    realtimeNow = *realtime;
    return {};
  }

  // How long until a clock subscription is due, in nanoseconds. EINVAL for processor time, which waiting does not spend.
  Result<uint64_t> remaining(const Subscription &subscription) const {
    Result<int> clock = kernelClock(subscription.clock);
    if (!clock || (*clock != CLOCK_REALTIME && *clock != CLOCK_MONOTONIC) || (subscription.clockFlags & ~clockIsAbsolute))
      return Errno{EINVAL};
    uint64_t now = monotonicNow - start;
    if (subscription.clockFlags & clockIsAbsolute)
      now = *clock == CLOCK_REALTIME ? realtimeNow : monotonicNow;
    return subscription.time > now ? subscription.time - now : 0;
  }

  // Fills `descriptors`, one for each subscription of one, and `timeout`. What is in error is due at once; its number is negative,
  // which the kernel skips.
  Result<void> prepare() {
    endUses();
    timeout = forever;
    for (uint32_t i = 0; i < count(); ++i) {
      Subscription each = subscription(i);
      Result<uint64_t> due = forever;
      if (each.isClock()) {
        due = remaining(each);
      } else {
        if (each.type > static_cast<uint8_t>(EventType::FdWrite) || descriptorCount == maxDescriptors)
          return Errno{EINVAL};
        Result<DescriptorUse> file = findFile(each.fd, rightPollFdReadwrite | (each.isRead() ? rightFdRead : rightFdWrite));
        if (!file)
          due = file.errorNumber();
        short wanted = each.isRead() ? POLLIN : POLLOUT;
        descriptors[descriptorCount] = {file ? file.value()->kernelFd : -file.errorNumber().code, wanted, 0};
        uses[descriptorCount++] = file ? file.take().release() : nullptr;
      }
      uint64_t time = due ? *due : 0;
      timeout = time < timeout ? time : timeout;
    }
    return {};
  }

  void endUses() {
    while (descriptorCount > 0)
      DescriptorUse end(uses[--descriptorCount]);
  }

  void collect() {
    size_t nextDescriptor = 0;
    for (uint32_t i = 0; i < count(); ++i) {
      Subscription each = subscription(i);
      if (each.isClock()) {
        Result<uint64_t> due = remaining(each);
        if (!due || *due == 0)
          emit(each, answer(due), 0, 0);
      } else if (nextDescriptor < descriptorCount) {
        collectDescriptor(each, descriptors[nextDescriptor++]);
      }
    }
  }

  void collectDescriptor(const Subscription &subscription, const pollfd &descriptor) {
    if (descriptor.fd < 0 || (descriptor.revents & POLLNVAL))
      return emit(subscription, answer(Errno{descriptor.fd < 0 ? -descriptor.fd : EBADF}), 0, 0);
    if (descriptor.revents == 0)
      return;
    uint64_t bytes = 1;  // "some": the kernel doesn't say how much a write would take
    if (subscription.isRead())
      if (Result<int> readable = sys::readableBytes(descriptor.fd))
        bytes = *readable > 0 ? static_cast<uint64_t>(*readable) : 0;
    emit(subscription, 0, bytes, descriptor.revents & (POLLHUP | POLLERR) ? flagHangup : 0);
  }

  void emit(const Subscription &subscription, uint32_t error, uint64_t bytes, uint16_t flags) {
    Event event = {
        subscription.userData, static_cast<uint16_t>(error), static_cast<EventType>(subscription.type), {}, bytes, flags, {}};
    memcpy(events.data() + static_cast<size_t>(eventCount++) * sizeof event, &event, sizeof event);
  }

  Span<uint8_t> subscriptions;
  Span<uint8_t> events;  // room for as many as there are subscriptions
  SubscriptionLayout layout;
  uint32_t eventCount = 0;
  uint64_t start = 0;
  uint64_t monotonicNow = 0;
  uint64_t realtimeNow = 0;
  uint64_t timeout = forever;  // nanoseconds
  pollfd descriptors[maxDescriptors];
  Descriptor *uses[maxDescriptors];  // null for those that are not open
  size_t descriptorCount = 0;
};

}  // namespace

uint32_t pollOneoff(abi::Memory *memory, uint32_t subscriptions, uint32_t events, uint32_t count, uint32_t resultPointer,
                    SubscriptionLayout layout) {
  GuestMemory guest(memory);
  if (count == 0)
    return answer(Errno{EINVAL});  // it would wait for ever; as in wasmtime
  Result<Span<uint8_t>> in = guest.array(subscriptions, count, layout.size), out = guest.array(events, count, sizeof(Event));
  Result<Span<uint8_t>> room = guest.range(resultPointer, sizeof(uint32_t));
  if (!in || !out || !room)
    return answer(Errno{EFAULT});
  Result<uint32_t> written = Poll(*in, *out, layout).run();
  return written ? answer(guest.write(resultPointer, *written)) : answer(written);
}

}  // namespace wasmc::rt::wasi
