#include "data/gz.hpp"

#include <array>
#include <cstdint>

// The decoder that PNG needs, by itself: it is there natively and in the browser.
#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#endif
#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STBI_NO_STDIO
#define STBI_NO_JPEG
#define STBI_NO_PNG
#define STBI_NO_BMP
#define STBI_NO_PSD
#define STBI_NO_TGA
#define STBI_NO_GIF
#define STBI_NO_HDR
#define STBI_NO_PIC
#define STBI_NO_PNM
#define STBI_NO_LINEAR
#define STBI_SUPPORT_ZLIB
#include <stb/stb_image.h>
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

namespace epochs::data {
namespace {

constexpr std::size_t kHead = 10, kTail = 8, kMostRatio = 1032;
enum Flag : unsigned { kCheck = 2, kExtra = 4, kName = 8, kComment = 16, kReserved = 224 };

unsigned byte_at(std::string_view bytes, std::size_t i) { return static_cast<unsigned char>(bytes[i]); }
std::uint32_t little(std::string_view bytes, std::size_t i) {
  return byte_at(bytes, i) | byte_at(bytes, i + 1) << 8u | byte_at(bytes, i + 2) << 16u | static_cast<std::uint32_t>(byte_at(bytes, i + 3)) << 24u;
}

Error damaged(const std::string& file) {
  return Error{file + ": the gz file is damaged or cut off; fetch it again, or unpack it yourself.", file + "：gz 文件已损坏或不完整；请重新下载，或先自行解压。"};
}

// Where the packed bytes begin; npos when the head says more than there is.
std::size_t body_of(std::string_view bytes) {
  constexpr std::size_t none = std::string_view::npos;
  const unsigned flags = byte_at(bytes, 3);
  if (byte_at(bytes, 2) != 8 || (flags & kReserved)) return none;
  std::size_t at = kHead;
  if (flags & kExtra) {
    if (at + 2 > bytes.size()) return none;
    at += 2 + (byte_at(bytes, at) | byte_at(bytes, at + 1) << 8u);
  }
  for (const unsigned text : {kName, kComment}) {
    if (!(flags & text)) continue;
    at = at < bytes.size() ? bytes.find('\0', at) : none;
    if (at == none) return none;
    ++at;
  }
  if (flags & kCheck) at += 2;
  return at + kTail <= bytes.size() ? at : none;
}

std::uint32_t crc32(std::string_view bytes) {
  static constexpr auto table = [] {
    std::array<std::uint32_t, 256> out{};
    for (std::uint32_t i = 0; i < 256; ++i) {
      out[i] = i;
      for (int bit = 0; bit < 8; ++bit) out[i] = out[i] & 1u ? 0xedb88320u ^ out[i] >> 1u : out[i] >> 1u;
    }
    return out;
  }();
  std::uint32_t crc = ~0u;
  for (const char c : bytes) crc = table[(crc ^ static_cast<unsigned char>(c)) & 255u] ^ crc >> 8u;
  return ~crc;
}

}  // namespace

bool is_gz(std::string_view bytes) { return bytes.size() >= 2 && byte_at(bytes, 0) == 0x1f && byte_at(bytes, 1) == 0x8b; }

Result<std::string> unpack_gz(std::string_view bytes, std::size_t most, const std::string& file) {
  if (!is_gz(bytes) || bytes.size() < kHead + kTail || bytes.size() > 0x7fffffff) return damaged(file);
  const std::size_t body = body_of(bytes), size = little(bytes, bytes.size() - 4);
  if (body == std::string_view::npos) return damaged(file);
  if (size > most) {
    const std::string limit = std::to_string(most >> 20u) + " MiB";
    return Error{file + ": the gz file unpacks to more than " + limit + "; take a smaller one.", file + "：gz 文件解压后超过 " + limit + "；请换小一点的文件。"};
  }
  const std::string_view packed = bytes.substr(body, bytes.size() - kTail - body);
  if (size > (packed.size() + 1) * kMostRatio) return damaged(file);
  std::string out(size, '\0');
  // stb 2.27 wants two bytes beyond the packed ones, as a PNG has: the tail is there to be looked at, and the check sum below catches whoever reads on.
  const int got = stbi_zlib_decode_noheader_buffer(out.data(), static_cast<int>(size), packed.data(), static_cast<int>(packed.size() + kTail));
  if (got < 0 || static_cast<std::size_t>(got) != size || crc32(out) != little(bytes, bytes.size() - 8)) return damaged(file);
  return out;
}

Result<std::string> unpack_zlib(std::string_view bytes, std::size_t size, const std::string& file) {
  const Error fault{file + ": a packed part is damaged or cut off; fetch it again.", file + "：压缩的部分已损坏或不完整；请重新下载。"};
  constexpr std::size_t kFrame = 2, kSum = 4;
  if (bytes.size() < kFrame + kSum || bytes.size() > 0x7fffffff || size > (bytes.size() + 1) * kMostRatio || size > 0x7fffffff) return fault;
  if ((byte_at(bytes, 0) & 15u) != 8 || (byte_at(bytes, 0) << 8u | byte_at(bytes, 1)) % 31 != 0 || (byte_at(bytes, 1) & 32u)) return fault;
  std::string out(size, '\0');
  const std::string_view packed = bytes.substr(kFrame);        // with the sum behind it, as above
  const int got = stbi_zlib_decode_noheader_buffer(out.data(), static_cast<int>(size), packed.data(), static_cast<int>(packed.size()));
  if (got < 0 || static_cast<std::size_t>(got) != size) return fault;
  std::uint32_t low = 1, high = 0;                             // Adler's sum
  for (const char c : out) low = (low + static_cast<unsigned char>(c)) % 65521, high = (high + low) % 65521;
  const std::size_t at = bytes.size() - kSum;
  const std::uint32_t said = byte_at(bytes, at) << 24u | byte_at(bytes, at + 1) << 16u | byte_at(bytes, at + 2) << 8u | byte_at(bytes, at + 3);
  if (said != (high << 16u | low)) return fault;
  return out;
}

}  // namespace epochs::data
