// The signals by which users end a program from outside.
#pragma once

#include <array>
#include <csignal>

namespace wasmc {

inline constexpr std::array endingSignals = {SIGHUP, SIGINT, SIGTERM};

// They wait as long as this exists, on its thread: between making a file and saying that it is to be removed when they come.
class EndingSignalsBlocked {
public:
  EndingSignalsBlocked() {
    sigset_t blocked;
    sigemptyset(&blocked);
    for (int signal : endingSignals)
      sigaddset(&blocked, signal);
    pthread_sigmask(SIG_BLOCK, &blocked, &before);
  }
  ~EndingSignalsBlocked() { pthread_sigmask(SIG_SETMASK, &before, nullptr); }
  EndingSignalsBlocked(const EndingSignalsBlocked &) = delete;
  EndingSignalsBlocked &operator=(const EndingSignalsBlocked &) = delete;

private:
  sigset_t before;
};

}  // namespace wasmc
