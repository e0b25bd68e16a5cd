// What is kept of a call of guest code while it runs.
#pragma once

#include "rt/traps/Landing.h"

struct wasmc_error;
struct wasmc_instance;

namespace wasmc::rt {

inline constexpr uint64_t never = UINT64_MAX;  // a time, in nanoseconds of CLOCK_MONOTONIC

class Activity;

// Why a call is to end, other than by a trap of the guest's own.
enum class Stop : uint8_t { None, Interrupted, TimedOut, Exited, Failed, CannotPass, CalleeBusy, CalleePoisoned };

// A call of another instance's function, on the guest stack, as part of a guest's call.
struct CrossCall {
  wasmc_instance *instance;
  bool isOutermost;  // of that instance's calls
  CrossCall *outer;
};

struct GuestCall : Landing {
  Activity *activity = nullptr;      // of the instance; null: of none
  uint64_t deadline = never;         // its own or that of a call around it, whichever is earlier
  uint64_t watchTime = never;        // HostThread::watchTime
  Stop stop = Stop::None;            // what it means that `code` is TrapCode::Timeout
  bool isInHost = false;             // in a function of the host's that the guest has called
  int exitStatus = 0;                // of Stop::Exited
  wasmc_error *error = nullptr;      // of Stop::Failed
  CrossCall *crossCalls = nullptr;   // into other instances that have not returned, the innermost first
  abi::Exception *thrown = nullptr;  // where `exception` points to
};

}  // namespace wasmc::rt
