// One function of the BoringSSL that swift-crypto 4.5.2 builds and links: SHA-256 of whole blocks. Crypto's
// own SHA256 allocates an object for each digest, and an export has two digests a row.
#include <stddef.h>
#include <stdint.h>
void CCryptoBoringSSL_SHA256_TransformBlocks(uint32_t state[8], const uint8_t *data, size_t count);
