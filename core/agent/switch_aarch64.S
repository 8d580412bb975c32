// Stack switch for AArch64, AAPCS64: x19-x30 and the low halves of v8-v15.
//
// Saved context, from the stack pointer up: d8-d15, x19-x28, x29, x30.

        .text
        .globl  weft_switch_stack
        .type   weft_switch_stack, %function
        .p2align 4
weft_switch_stack:                      // x0 = void** save, x1 = void* load
        .cfi_startproc
        sub     sp, sp, #160
        stp     d8, d9, [sp, #0]
        stp     d10, d11, [sp, #16]
        stp     d12, d13, [sp, #32]
        stp     d14, d15, [sp, #48]
        stp     x19, x20, [sp, #64]
        stp     x21, x22, [sp, #80]
        stp     x23, x24, [sp, #96]
        stp     x25, x26, [sp, #112]
        stp     x27, x28, [sp, #128]
        stp     x29, x30, [sp, #144]
        mov     x9, sp
        str     x9, [x0]
        mov     sp, x1
        ldp     d8, d9, [sp, #0]
        ldp     d10, d11, [sp, #16]
        ldp     d12, d13, [sp, #32]
        ldp     d14, d15, [sp, #48]
        ldp     x19, x20, [sp, #64]
        ldp     x21, x22, [sp, #80]
        ldp     x23, x24, [sp, #96]
        ldp     x25, x26, [sp, #112]
        ldp     x27, x28, [sp, #128]
        ldp     x29, x30, [sp, #144]
        add     sp, sp, #160
        br      x30
        .cfi_endproc
        .size   weft_switch_stack, .-weft_switch_stack

        .globl  weft_prepare_stack
        .type   weft_prepare_stack, %function
        .p2align 4
weft_prepare_stack:                     // x0 = top, x1 = entry, x2 = argument; returns the stack pointer
        .cfi_startproc
        and     x0, x0, #-16
        sub     x0, x0, #176
        movi    v0.2d, #0
        stp     q0, q0, [x0, #0]
        stp     q0, q0, [x0, #32]
        stp     x1, x2, [x0, #64]       // x19 = entry, x20 = argument
        stp     q0, q0, [x0, #80]
        stp     q0, q0, [x0, #112]
        adr     x9, weft_fiber_entry
        stp     xzr, x9, [x0, #144]     // x29 ends frame-pointer walks, x30 = resume address
        ret
        .cfi_endproc
        .size   weft_prepare_stack, .-weft_prepare_stack

        .type   weft_fiber_entry, %function
        .p2align 4
weft_fiber_entry:
        .cfi_startproc
        .cfi_undefined x30              // unwinders stop here
        mov     x0, x20
        blr     x19
        brk     #1
        .cfi_endproc
        .size   weft_fiber_entry, .-weft_fiber_entry

        .section .note.GNU-stack,"",%progbits
