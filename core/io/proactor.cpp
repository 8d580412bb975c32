// weft/proactor.h
#include "io/proactor.h"

#include <cerrno>
#include <stop_token>

#include "sync/waiting.h"

namespace weft {
namespace detail {

bool proactor_wait::enlist(runtime::Waiter& waiter) {
  waiter_ = &waiter;
  number = on_.new_number();
  on_.submit(*this);
  return false;
}

bool proactor_wait::withdraw(runtime::Waiter&) {
  gave_up_ = true;
  on_.cancel(number);
  return false;
}

io_result<std::size_t> proactor_wait::result(bool) const {
  const bool timed_out = result_ == -ECANCELED && gave_up_ && !stop_.stop_requested();
  return timed_out ? io_result<std::size_t>(std::errc::timed_out) : result_of(result_);
}

void proactor_wait::wake_waiter(proactor_operation& self, std::int64_t result) {
  auto& wait = static_cast<proactor_wait&>(self);
  wait.result_ = result;
  runtime::wake(*wait.waiter_);
}

}  // namespace detail

namespace {

// Lives until it has called back.
struct CallingBack : detail::proactor_operation {
  proactor::completion done;

  static void call(detail::proactor_operation& self, std::int64_t result) {
    const std::unique_ptr<CallingBack> mine(static_cast<CallingBack*>(&self));
    mine->done(detail::result_of(result));
  }
};

std::unique_ptr<runtime::Proactor> make_proactor(const proactor_settings& settings, std::string& why) {
  if (settings.kind != proactor_kind::emulated)
    if (std::unique_ptr<runtime::Proactor> made = runtime::make_uring_proactor(settings, why)) return made;
  return runtime::make_pool_proactor(settings);
}

}  // namespace

const char* to_string(proactor_kind kind) {
  switch (kind) {
    case proactor_kind::best:
      return "best";
    case proactor_kind::io_uring:
      return "io_uring";
    case proactor_kind::emulated:
      return "emulated";
  }
  return "unknown";
}

proactor::proactor(const proactor_settings& settings) : core_(make_proactor(settings, why_emulated_)) {}
proactor::~proactor() = default;

proactor_kind proactor::kind() const { return core_->kind(); }
const std::string& proactor::why_emulated() const { return why_emulated_; }

io_result<std::size_t> proactor::read(int descriptor, buffer to, std::int64_t at, io_limits limits) {
  return perform(detail::proactor_request::read(descriptor, to, at), std::move(limits));
}
io_result<std::size_t> proactor::write(int descriptor, const_buffer from, std::int64_t at, io_limits limits) {
  return perform(detail::proactor_request::write(descriptor, from, at), std::move(limits));
}
io_result<std::size_t> proactor::accept(int listener, io_limits limits) {
  return perform(detail::proactor_request::accept(listener), std::move(limits));
}
io_result<std::size_t> proactor::flush(int descriptor, io_limits limits) {
  return perform(detail::proactor_request::flush(descriptor), std::move(limits));
}

operation_id proactor::submit_read(int descriptor, buffer to, std::int64_t at, completion done) {
  return submit(detail::proactor_request::read(descriptor, to, at), std::move(done));
}
operation_id proactor::submit_write(int descriptor, const_buffer from, std::int64_t at, completion done) {
  return submit(detail::proactor_request::write(descriptor, from, at), std::move(done));
}
operation_id proactor::submit_accept(int listener, completion done) {
  return submit(detail::proactor_request::accept(listener), std::move(done));
}
operation_id proactor::submit_flush(int descriptor, completion done) {
  return submit(detail::proactor_request::flush(descriptor), std::move(done));
}

operation_id proactor::submit(detail::proactor_request request, completion done) {
  const std::uint64_t number = core_->new_number();
  core_->submit(*new CallingBack{{request, CallingBack::call, number}, std::move(done)});
  return operation_id{number};
}

// The callback is gone before the operation is.
io_result<std::size_t> proactor::perform(detail::proactor_request request, io_limits limits) {
  detail::proactor_wait operation(*core_, request, limits.stop);
  runtime::Waiter waiter(runtime::current_agent());
  operation.enlist(waiter);
  const std::stop_callback on_stop(limits.stop, [this, number = operation.id()] { core_->cancel(number); });
  if (!runtime::wait(waiter, operation.what(), limits.deadline)) {
    operation.withdraw(waiter);
    runtime::wait(waiter, operation.what());
  }
  return operation.result(true);
}

void proactor::cancel(operation_id operation) { core_->cancel(static_cast<std::uint64_t>(operation)); }

}  // namespace weft
