# json, pickle and struct write numbers as ever.
# output: y
# gradients: {"net": {"w": [1.0, 3.0], "b": 1.0}}
import json
import pickle
import struct

net = {"w": [0.5, 2.0], "b": 1}
text = json.dumps(net, sort_keys=True)
back = json.loads(text)
print(text, back == net, type(back["b"]), pickle.loads(pickle.dumps(net)) == net)
print(struct.pack("<di", net["w"][0], net["b"]).hex(), net["w"][0].hex(), hash(net["b"]))
y = net["w"][0] * 1 + net["w"][1] * 3 + net["b"]
print(y)
