import math

# some weights and one data point (last weight is the bias)
wVals = [0.7, -1.2, 0.4]
xVals = [1.5, -0.6]

# forward: dot product + squash
dot = wVals[0]*xVals[0] + wVals[1]*xVals[1] + wVals[2]
out = 1.0 / (1.0 + math.exp(-dot))

# backward, slope of the sigmoid comes first
ddot = out * (1 - out)
dxVals = [wVals[0] * ddot, wVals[1] * ddot]
dwVals = [xVals[0] * ddot, xVals[1] * ddot, 1.0 * ddot]

print("out =", out)
print("gradient on x:", dxVals)
print("gradient on w:", dwVals)
