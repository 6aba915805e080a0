# Backpropagation through one ReLU neuron, inputs a list
inputs = [2.0, -1.5, 0.5]
weights = [-0.4, 1.1, 3.0]
bias = 2.25

# multiply inputs by weights
iw0 = inputs[0] * weights[0]
iw1 = inputs[1] * weights[1]
iw2 = inputs[2] * weights[2]

# add everything
s = iw0 + iw1 + iw2 + bias

# activation
a = max(s, 0)

# what arrives from the next layer
dvalue = 1.0

da_ds = dvalue * (1. if s > 0 else 0.)

# the sum hands on 1 to everybody
ds_diw0 = 1
ds_diw1 = 1
ds_diw2 = 1
ds_dbias = 1
da_diw0 = da_ds * ds_diw0
da_diw1 = da_ds * ds_diw1
da_diw2 = da_ds * ds_diw2
da_dbias = da_ds * ds_dbias

da_dweights = [inputs[0] * da_diw0, inputs[1] * da_diw1, inputs[2] * da_diw2]
da_dinputs = [weights[0] * da_diw0, weights[1] * da_diw1, weights[2] * da_diw2]
print(da_dweights, da_dbias, da_dinputs)
