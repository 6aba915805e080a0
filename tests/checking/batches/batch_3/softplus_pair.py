from math import exp, log

# two neurons with softplus, product of their outputs
a, b = 0.4, -1.3
w1, w2 = 2.0, -0.5
c1, c2 = 0.1, 0.6

s1 = w1 * a + c1
s2 = w2 * b + c2
p1 = log(1 + exp(s1))
p2 = log(1 + exp(s2))
prod = p1 * p2

d_prod_d_p1 = p2
d_prod_d_p2 = p1
d_p1_d_s1 = 1 / (1 + exp(-s1))
d_p2_d_s2 = 1 / (1 + exp(-s2))
d_s1_d_w1 = a
d_s2_d_w2 = b
d_s1_d_a = w1
d_s2_d_b = w2

d_prod_d_w1 = d_prod_d_p1 * d_p1_d_s1 * d_s1_d_w1
d_prod_d_w2 = d_prod_d_p2 * d_p2_d_s2 * d_s2_d_w2
d_prod_d_a = d_prod_d_p1 * d_p1_d_s1 * d_s1_d_a
d_prod_d_b = d_prod_d_p2 * d_p2_d_s2 * d_s2_d_b
d_prod_d_c1 = d_prod_d_p1 * d_p1_d_s1
d_prod_d_c2 = d_prod_d_p2 * d_p2_d_s2
print(d_prod_d_w1, d_prod_d_w2, d_prod_d_a, d_prod_d_b, d_prod_d_c1, d_prod_d_c2)
