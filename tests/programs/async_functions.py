# async functions, and a thread.
# output: y
# gradients: {"x": [2.0, 2.0], "w": 4.0}
import asyncio
import threading

x = [1.0, 3.0]
w = 2.0
done = []


async def scaled(v):
    await asyncio.sleep(0)
    return v * w


async def main():
    return sum(await asyncio.gather(*[scaled(v) for v in x]))


thread = threading.Thread(target=lambda: done.append(x[0] * 0))
thread.start()
thread.join()
y = asyncio.run(main()) + done[0]
print(y, done)
