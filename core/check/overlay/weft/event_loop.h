// weft/event_loop.h in checked programs.
#error "weft/event_loop.h has no model in the checker: such programs run on real threads only (weft run)"
