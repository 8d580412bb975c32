// weft/simulated_device.h in checked programs.
#error \
    "weft/simulated_device.h has no model in the checker: such programs run on real threads only (weft run)"
