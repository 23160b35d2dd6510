// The format itself; see checkpoint.hpp. Nothing in a header is believed before it was compared with the size of the file.
#include <algorithm>
#include <bit>
#include <cstring>
#include <nlohmann/json.hpp>

#include "nn/checkpoint.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {
namespace {

static_assert(std::endian::native == std::endian::little, "safetensors is read and written in place");

using Json = nlohmann::json;

constexpr std::uint64_t kLargestHeader = 16u << 20u;
constexpr std::size_t kMostDimensions = 8;
constexpr std::uint64_t kLongestSide = 0x7fffffff;   // rows or columns; of an empty tensor nothing else limits them
constexpr int kDeepest = 4;              // object, tensor, list: deeper nesting has no meaning and could ask for much memory

double from_half(std::uint16_t bits) {
  const unsigned exponent = (bits >> 10u) & 31u, fraction = bits & 1023u;
  double value = 0;
  if (exponent == 31)
    value = fraction ? std::nan("") : HUGE_VAL;
  else if (exponent == 0)
    value = std::ldexp(fraction, -24);
  else
    value = std::ldexp(fraction + 1024u, static_cast<int>(exponent) - 25);
  return bits >> 15u ? -value : value;
}

double from_bfloat(std::uint16_t bits) { return static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16u)); }

struct Type {
  std::string_view name;
  std::size_t size;
};
constexpr Type kTypes[] = {{"F64", 8}, {"F32", 4}, {"F16", 2}, {"BF16", 2}};

template <class T>
T load(const char* at) {
  T value;
  std::memcpy(&value, at, sizeof value);
  return value;
}

double number_at(const Type& type, const char* data, std::size_t index) {
  const char* at = data + index * type.size;
  if (type.name == "F64") return load<double>(at);
  if (type.name == "F32") return static_cast<double>(load<float>(at));
  return type.name == "F16" ? from_half(load<std::uint16_t>(at)) : from_bfloat(load<std::uint16_t>(at));
}

// What a header says about one tensor, believed only as far as it fits into `available` bytes.
struct Entry {
  const Type* type = nullptr;
  std::vector<Index> shape;
  std::uint64_t begin = 0, end = 0;
};

// Returns what is wrong, or "".
std::string read_entry(const Json& json, std::uint64_t available, Entry& out) {
  if (!json.is_object() || !json.contains("dtype") || !json.contains("shape") || !json.contains("data_offsets")) return "lacks dtype, shape or data_offsets";
  const Json &dtype = json["dtype"], &shape = json["shape"], &offsets = json["data_offsets"];
  for (const Type& type : kTypes)
    if (dtype.is_string() && dtype.get_ref<const std::string&>() == type.name) out.type = &type;
  if (!out.type) return "is of a type that is not F64, F32, F16 or BF16";
  if (!shape.is_array() || shape.size() > kMostDimensions) return "has a shape that is no list of at most 8 sizes";
  if (!offsets.is_array() || offsets.size() != 2 || !offsets[0].is_number_unsigned() || !offsets[1].is_number_unsigned()) return "has no pair of data_offsets";
  out.begin = offsets[0].get<std::uint64_t>();
  out.end = offsets[1].get<std::uint64_t>();
  if (out.begin > out.end || out.end > available) return "points behind the end of the file";
  const std::uint64_t most = available / out.type->size;
  std::uint64_t count = 1;
  for (const Json& size : shape) {
    if (!size.is_number_unsigned()) return "has a size that is no natural number";
    const auto length = size.get<std::uint64_t>();
    if (length > kLongestSide || (length > 0 && count > most / length)) return "claims more numbers than the file has";
    count *= length;
    out.shape.push_back(static_cast<Index>(length));
  }
  if (count * out.type->size != out.end - out.begin) return "has a shape that does not fit its data";
  return "";
}

Tensor read_tensor(const std::string& name, const Entry& entry, const char* data) {
  const auto count = static_cast<Index>((entry.end - entry.begin) / entry.type->size);
  const Index columns = entry.shape.empty() ? 1 : entry.shape.back();
  Tensor tensor{name, entry.shape, Matrix(columns > 0 ? count / columns : 0, columns)};
  for (Index i = 0; i < count; ++i) tensor.values.data()[i] = static_cast<Real>(number_at(*entry.type, data + entry.begin, static_cast<std::size_t>(i)));
  return tensor;
}

// A name as an error quotes it: short, on one line.
std::string quoted(const std::string& name) {
  std::string out;
  for (const char c : name.substr(0, 60)) out += static_cast<unsigned char>(c) < 32 || c == 127 ? '?' : c;
  while (name.size() > 60 && !out.empty() && (static_cast<unsigned char>(out.back()) & 0x80u)) out.pop_back();   // no half character
  return "“" + out + (name.size() > 60 ? "…”" : "”");
}

bool overlap(std::vector<Entry>& entries) {
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return std::pair(a.begin, a.end) < std::pair(b.begin, b.end); });
  for (std::size_t i = 1; i < entries.size(); ++i)
    if (entries[i].begin < entries[i - 1].end) return true;
  return false;
}

}  // namespace

const Tensor* Tensors::find(std::string_view name) const {
  for (const Tensor& tensor : tensors)
    if (tensor.name == name) return &tensor;
  return nullptr;
}

Result<Tensors> read_safetensors(std::string_view bytes, std::string_view source) {
  const auto fail = [&](const std::string& what) { return Error{std::string(source) + " " + what + "; it is damaged or no safetensors file."}; };
  if (bytes.size() < 8) return fail("ends within its first 8 bytes");
  const auto header_size = load<std::uint64_t>(bytes.data());
  if (header_size > bytes.size() - 8) return fail("announces a header of " + std::to_string(header_size) + " bytes and has only " + std::to_string(bytes.size() - 8));
  if (header_size > kLargestHeader) return fail("has a header of more than 16 MB");
  const char* header_begin = bytes.data() + 8;
  const char* data = header_begin + header_size;
  const std::uint64_t available = bytes.size() - 8 - header_size;
  const auto shallow = [](int depth, Json::parse_event_t, Json&) { return depth <= kDeepest; };
  const Json header = Json::parse(header_begin, data, shallow, false);
  if (!header.is_object()) return fail("has no JSON object behind its first 8 bytes");

  Tensors out;
  std::vector<Entry> entries;
  for (const auto& [name, json] : header.items()) {
    if (name == "__metadata__") {
      if (!json.is_object()) return fail("has metadata that is no object");
      for (const auto& [key, value] : json.items())
        if (value.is_string()) out.metadata[key] = value.get<std::string>();
      continue;
    }
    Entry entry;
    const std::string wrong = read_entry(json, available, entry);
    if (!wrong.empty()) return fail("holds a tensor " + quoted(name) + " that " + wrong);
    entries.push_back(entry);
  }
  // Only data that lies apart is read, so that a small file cannot ask for much memory.
  std::vector<Entry> sorted = entries;
  if (overlap(sorted)) return fail("holds two tensors in the same place");
  std::size_t index = 0;
  for (const auto& [name, json] : header.items())
    if (name != "__metadata__") out.tensors.push_back(read_tensor(name, entries[index++], data));
  return out;
}

std::string write_safetensors(const Tensors& tensors) {
  Json header = Json::object();
  if (!tensors.metadata.empty()) header["__metadata__"] = tensors.metadata;
  std::size_t offset = 0;
  for (const Tensor& tensor : tensors.tensors) {
    const std::size_t size = static_cast<std::size_t>(tensor.values.size()) * sizeof(Real);
    header[tensor.name] = {{"dtype", sizeof(Real) == 8 ? "F64" : "F32"}, {"shape", tensor.shape}, {"data_offsets", {offset, offset + size}}};
    offset += size;
  }
  std::string text = header.dump();
  text.append((8 - text.size() % 8) % 8, ' ');      // the numbers begin at a multiple of 8
  const auto length = static_cast<std::uint64_t>(text.size());
  std::string out(8, '\0');
  std::memcpy(out.data(), &length, sizeof length);
  out += text;
  for (const Tensor& tensor : tensors.tensors) out.append(reinterpret_cast<const char*>(tensor.values.data()), static_cast<std::size_t>(tensor.values.size()) * sizeof(Real));
  return out;
}

}  // namespace epochs::inline EPOCHS_PRECISION::nn
