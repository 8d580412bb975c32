// weft/poller.h in checked programs.
#error "weft/poller.h has no model in the checker: such programs run on real threads only (weft run)"
