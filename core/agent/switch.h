// The assembly below the native fibers: switch_x86_64.S, switch_aarch64.S.
// A switch keeps what a call must preserve and what else belongs to a thread of control: the control words of
// floating point. Not kept: thread_local variables, and with them the exceptions that are being handled,
// which the C++ runtime lists per kernel thread (core/check saves those with each agent).
#pragma once

extern "C" {
// Saves the running context, stores its stack pointer in *save and resumes the one saved at `load`.
void weft_switch_stack(void** save, void* load);
// Lays out a context on `top` that calls entry(argument) when it is first resumed; returns its stack pointer.
// Walks of the stack end there.
void* weft_prepare_stack(void* top, void (*entry)(void*), void* argument);
}
