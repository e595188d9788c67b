import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { pythonsHere } from '../../testing/pythons.ts'

const folder = fileURLToPath(new URL('.', import.meta.url))

/** An answer that takes longer than the moment after which the harness is asked, and one that never comes. */
const WAITING = `import socket, sys, threading, time
sys.path.insert(0, ${JSON.stringify(folder)})
from virtual_time import VirtualTime

answering = [True]
virtual = VirtualTime()
virtual.use()
virtual.begin(lambda ms: not answering[0])
ours, theirs = socket.socketpair()
ours.settimeout(5)
threading.Timer(0.1, theirs.send, [b"answer"]).start()
print(ours.recv(16).decode())
answering[0] = False
try:
    ours.recv(16)
except socket.timeout as error:
    print("timed out", round(virtual.shifted))
`

test.each(pythonsHere())('Python $minor: an answer that is on its way is waited for, and none that is not', ({
  path,
}) => {
  const { stdout, stderr } = spawnSync(path, ['-c', WAITING], { encoding: 'utf8', timeout: 30_000 })
  expect(stdout, stderr).toBe('answer\ntimed out 5\n')
})
