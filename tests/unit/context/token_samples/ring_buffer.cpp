#include <array>
#include <cstddef>
#include <optional>

namespace sample {

/// Keeps the last `Capacity` values; the oldest one goes when another comes.
template<class Value, std::size_t Capacity>
class RingBuffer {
public:
  void push(const Value& value) {
    values_[(begin_ + size_) % Capacity] = value;
    if (size_ < Capacity)
      ++size_;
    else
      begin_ = (begin_ + 1) % Capacity;
  }

  std::optional<Value> pop() {
    if (size_ == 0) return std::nullopt;
    const Value value = values_[begin_];
    begin_ = (begin_ + 1) % Capacity;
    --size_;
    return value;
  }

  const Value& operator[](std::size_t at) const { return values_[(begin_ + at) % Capacity]; }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }

private:
  std::array<Value, Capacity> values_{};
  std::size_t begin_ = 0; // of the oldest value
  std::size_t size_ = 0;
};

double mean_of(const RingBuffer<double, 64>& readings) {
  double sum = 0.0;
  for (std::size_t i = 0; i < readings.size(); ++i) sum += readings[i];
  return readings.empty() ? 0.0 : sum / static_cast<double>(readings.size());
}

} // namespace sample
