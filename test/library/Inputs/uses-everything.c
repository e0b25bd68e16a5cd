/* Calls all that the header of everything.wat has, as C and as C++. */
#include "codec.h"

void codec_import_env_log(codec *self, int32_t a0) { codec_fail(self, a0 ? wasmc_error_new("log") : NULL); }
double codec_import_env_clock_now(codec *self) { return codec_data(self) ? 1 : 0; }
void codec_import_env_mix(codec *self, int32_t a0, int64_t a1, float a2, double a3, const uint8_t a4[16], const wasmc_function *a5,
                          void *a6, int32_t *result0, uint8_t result1[16], void **result2) {
  *result0 = a0 + (int32_t)a1 + (int32_t)a2 + (int32_t)a3 + (a5 != NULL) + (self != NULL);
  memcpy(result1, a4, 16);
  *result2 = a6;
}
void codec_import_env_vector(codec *self, uint8_t result[16]) { memset(result, self != NULL, 16); }

int use(wasmc_imports *imports, const wasmc_policy *policy);
int use(wasmc_imports *imports, const wasmc_policy *policy) {
  wasmc_error *error = NULL;
  uint8_t lanes[16] = {0};
  int64_t wide;
  double sum;
  const wasmc_function *function;
  void *host;
  codec *self = codec_new_with(codec_open("codec.so", &error), imports, policy, NULL, &error);
  codec_delete(codec_new(NULL, policy, NULL));
  codec_set_data(self, &error);
  error = codec_start(self);
  error = codec_add(self, 1, 2, 3, 4, &sum);
  error = codec_pair(self, 1, lanes, &wide, lanes);
  error = codec_references(self, NULL, NULL, &host, &function);
  codec_set_counter(self, codec_counter(self) + (int64_t)codec_limit(self));
  codec_lanes(self, lanes);
  codec_set_lanes(self, lanes);
  error = codec_reset(self);
  wasmc_instance_set_data(codec_instance(self), NULL);
  return error == NULL && wasmc_memory_size(codec_memory(self)) && wasmc_table_size(codec_table(self));
}

#ifdef __cplusplus
int useClass();
int useClass() {
  codec::Instance instance(nullptr, nullptr);
  codec::Instance other(std::move(instance));
  auto [wide, lanes] = other.pair(1, {});
  other.set_lanes(lanes);
  other.set_counter(wide + other.counter() + static_cast<int64_t>(other.add(1, 2, 3, 4)));
  other.memory().writeString(0, "text");
  other.memory().write(8, 3.5);
  other.reset();
  try {
    other.start();
  } catch (const wasmc::Error &error) {
    return error.kind() == WASMC_TRAP && error.backtrace().empty();
  }
  return other.memory().read<double>(8) == 3.5 && other.memory().string(0, 4) == "text";
}
#endif
