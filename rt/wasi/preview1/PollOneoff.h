// poll_oneoff for both layouts of a subscription.
#pragma once

#include "rt/abi/Layout.h"

namespace wasmc::rt::wasi {

// Where the fields of a subscription are, in bytes. The user data is at 0, the kind at 8 and a descriptor at 16 in either layout.
struct SubscriptionLayout {
  uint32_t size;
  uint32_t clock;  // id, time, precision and flags lie at 0, 8, 16 and 24 from here
};

uint32_t pollOneoff(abi::Memory *memory, uint32_t subscriptions, uint32_t events, uint32_t count, uint32_t resultPointer,
                    SubscriptionLayout layout);

}  // namespace wasmc::rt::wasi
