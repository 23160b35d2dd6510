// The lesson's training: a network of network.hpp, learned by gradient descent on mini-batches, everything changeable while it runs.
#pragma once

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "core/random.hpp"
#include "network.hpp"
#include "nn/optimizer.hpp"
#include "points.hpp"
#include "session/session.hpp"

namespace epochs::inline EPOCHS_PRECISION::backprop {

struct Settings {
  Dataset dataset = Dataset::Xor;
  Shape shape;
  nn::OptimizerKind optimizer = nn::OptimizerKind::Sgd;
  double rate = 0.5;                     // η
  int batch = 0;                         // examples an update; 0: all
  double decay = 0;                      // λ of the L2 penalty on the weights
  bool operator==(const Settings&) const = default;
};

// What the learner can do. Another shape starts new weights; the other settings change the run as it goes on.
struct ChooseDataset { Dataset dataset; };
struct SetShape { Shape shape; };
struct SetOptimizer { nn::OptimizerKind kind; };
struct SetRate { double rate; };
struct SetBatch { int batch; };
struct SetDecay { double decay; };
struct SetParameter { int parameter; Index row, column; double value; };   // by hand
struct NewWeights {};                                                      // another draw
struct AddPoint { Point point; };
struct MovePoint { int index; Real x1, x2; };
struct FlipPoint { int index; };
struct DeletePoint { int index; };
struct LoadPoints { std::vector<Point> points; };
using Command = std::variant<ChooseDataset, SetShape, SetOptimizer, SetRate, SetBatch, SetDecay, SetParameter, NewWeights, AddPoint, MovePoint,
                             FlipPoint, DeletePoint, LoadPoints>;

struct Data {
  std::vector<Point> train, test;
  Matrix x, y, test_x, test_y;           // N×2, N×1
  Real extent = 0;                       // the picture shows ±extent: at least 1.5, and far enough for every point
};
std::shared_ptr<const Data> data_of(std::vector<Point> train, std::vector<Point> test);

// A drag is one gesture: one undo takes all of it (session/recording.hpp). Weights set by hand do not outlive a restart.
bool continues(const Command& now, const Command& before);
bool outlives_restart(const Command& command);

// The whole plane through the network: what each unit sees. Rows: cells of a square grid of side kGrid over ±Data::extent, from the top left.
struct Fields {
  static constexpr int kGrid = 40;
  std::vector<Matrix> layers;            // activations, kGrid²×units; the last is ŷ
};

struct Score {
  double loss = 0, accuracy = 0;
  std::vector<Real> answers;             // ŷ of each point
};

struct Snapshot {
  Settings settings;
  std::shared_ptr<const Data> data;
  Network network;
  int probe = -1;                        // index of the training point that is looked at; −1: there are none
  Pass pass;                             // of the probe alone: 1 row; gradients as if it were the batch
  Network after;                         // after one plain gradient step of this one example at the current rate
  Score train, test;
  std::shared_ptr<const Fields> fields;  // null unless asked for
};

class Backprop {
 public:
  using Command = backprop::Command;
  using Snapshot = backprop::Snapshot;

  struct State {
    std::uint64_t seed = 1;
    Settings settings;
    std::shared_ptr<const Data> data;    // shared: it never changes, edits make a new one
    std::vector<Matrix> parameters;
    nn::OptimizerState optimizer;
    Random::State random;
    std::vector<int> order;              // of this pass over the data
    std::size_t cursor = 0;
  };

  explicit Backprop(std::uint64_t seed, Settings settings = {});
  Backprop(Backprop&&) = default;                        // moving keeps the parameters' place, copying would not
  Backprop& operator=(Backprop&&) = default;

  session::UpdateReport advance();                       // one mini-batch; the loss is the batch's, before the update
  void apply(const Command& command);
  Snapshot observe(const session::ObserveRequest& request) const;
  State state() const;
  void restore(const State& state);
  static std::size_t size_of(const State& state);
  std::string culprit() const;                           // "W1", "b2", … or ""
  std::string largest_parameter() const;                 // the one with the weight furthest from 0
  double loss() const;                                   // over all training points
  std::vector<session::IdleLayer> idle_layers() const;   // "hidden1", …: units whose slope is nearly 0 at every training point

  const Settings& settings() const { return settings_; }
  const Network& network() const { return network_; }
  const Data& data() const { return *data_; }
  Score score(Part part) const;

 private:
  void on(const ChooseDataset& c);
  void on(const SetShape& c);
  void on(const SetOptimizer& c);
  void on(const SetRate& c);
  void on(const SetBatch& c);
  void on(const SetDecay& c);
  void on(const SetParameter& c);
  void on(const NewWeights& c);
  void on(const AddPoint& c);
  void on(const MovePoint& c);
  void on(const FlipPoint& c);
  void on(const DeletePoint& c);
  void on(const LoadPoints& c);

  void use(std::vector<Point> train, std::vector<Point> test);
  void use_own(std::vector<Point> points);
  std::vector<Point> copy_to_change(int index) const;    // checks the index
  void build();                                          // network and optimizer for the settings, new weights
  void begin_pass();
  void take_batch();

  std::uint64_t seed_;
  Settings settings_;
  std::shared_ptr<const Data> data_;
  Network network_;
  nn::Optimizer optimizer_;                              // points into network_.parameters
  Random random_;
  std::vector<int> order_;
  std::size_t cursor_ = 0;
  Matrix batch_x_, batch_y_;
  Pass pass_;
};

}  // namespace epochs::inline EPOCHS_PRECISION::backprop
