import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { pythonsHere } from '../../testing/pythons.ts'
import { commandProject, distribution, sent, theProjects } from './command-project.fixture.ts'

// Which version a Python program gets, and where it may go.

const { folder, run, script, write } = commandProject()

const show = (...expressions: readonly string[]): string =>
  `import openai, importlib.metadata\nfor what in (${expressions.join(', ')},): openai.send(what)\n`

test.concurrent('the SDK and what it resolved to are the version’s own, everything else is the project’s', async () => {
  const found = await script(
    'a.py',
    `import sys; sys.path.insert(0, "lib")
import shared, mine, bin, abc, space.core, space.mine
${show(
  'openai.NAME',
  'shared.NAME',
  'openai.shared.NAME',
  'mine.NAME',
  'bin.NAME',
  'space.core.NAME',
  'space.mine.NAME',
  ...['openai', 'shared', 'mine'].map((name) => `importlib.metadata.version("${name}")`),
)}`,
  )
  const theirs = "the SDK's shared"
  expect(sent(found)).toEqual([
    ...['deep of 9.9.9', theirs, theirs, 'mine', 'my bin', "the SDK's core", 'my part of space'],
    ...['9.9.9', '9.0', '1.0'],
  ])
  expect(readdirSync(join(folder, 'project', 'lib'))).not.toContain('__pycache__')
})

test.concurrent('a virtual environment does not win either, nor what its .pth files imported', async () => {
  execFileSync('python3', ['-m', 'venv', '--without-pip', join(folder, 'project', 'venv')])
  const [lib = ''] = readdirSync(join(folder, 'project', 'venv', 'lib'))
  const site = `project/venv/lib/${lib}/site-packages`
  write(distribution(site, 'shared', '1.0', theProjects))
  write({ [`${site}/a.pth`]: 'import shared\n' })
  write({ [`${site}/mine_too.py`]: 'NAME = "of the environment"\n' })
  write({
    'project/v.py': `import shared, mine_too\n${show('shared.NAME', 'mine_too.NAME', 'importlib.metadata.version("shared")', '",".join(sorted(d.version for d in importlib.metadata.distributions() if d.metadata["Name"] == "shared")[-1:])')}`,
  })
  const found = await run('pypi', [join(folder, 'project', 'venv', 'bin', 'python'), 'v.py'])
  expect(sent(found)).toEqual(["the SDK's shared", 'of the environment', '9.0', '9.0'])
})

test.concurrent('what comes to the path later is found, in a namespace too', async () => {
  const late = `import space.core, sys; sys.path.insert(0, "lib"); import space.mine, shared\n`
  expect(sent(await script('l.py', late + show('space.mine.NAME', 'shared.NAME')))).toEqual([
    'my part of space',
    "the SDK's shared",
  ])
})

test.concurrent('what looks along the path alone finds the version’s own first', async () => {
  const text = `from importlib.machinery import PathFinder\n${show('PathFinder.find_spec("shared").origin')}`
  expect(sent(await script('p.py', text))).toEqual([join(folder, 'pypi', 'shared.py')])
})

test.concurrent('a binary module that is made for another Python is the reason told', async () => {
  const found = await script('n.py', 'import openai, native._c\n')
  expect(sent(found)[0]).toMatch(
    /^Your command runs on Python \S+, and openai 9\.9\.9 was installed for node \S+: native\._c cannot be loaded there\. Set UV_PYTHON .*\.$/,
  )
  const without = 'try:\n  import native._c\nexcept ImportError: pass\n'
  expect(sent(await script('n2.py', without + show('"sent"')))).toEqual(['sent'])
})

test.concurrent('a connection to anywhere else is refused and told', async () => {
  const found = await script('b.py', `import openai, socket\nsocket.create_connection(("api.openai.com", 443))`)
  expect(found.capture).toMatchObject({ outcome: { kind: 'egress', host: 'api.openai.com', port: 443 } })
})

test.concurrent('who tries again and again is ended: it would take as long as it may, and be told as that', async () => {
  const text = `import openai, socket
while True:
  try: socket.create_connection(("api.acme.test", 443))
  except Exception: pass`
  expect((await script('again.py', text)).capture).toMatchObject({ outcome: { kind: 'egress', host: 'api.acme.test' } })
})

test.concurrent('to whoever goes on without an answer it is a network that does not lead there', async () => {
  const text = `import openai, socket
for there in ("telemetry.example", "192.0.2.1"):
  try:
    socket.create_connection((there, 443))
  except OSError as error:
    print(type(error).__name__)
openai.send("a")`
  const found = await script('t.py', text)
  expect(found.capture).toMatchObject({ outcome: { kind: 'response', status: 200 } })
  expect(found.reached).toEqual([
    { kind: 'connect', what: '192.0.2.1:443' },
    { kind: 'connect', what: 'telemetry.example:443' },
  ])
})

test.concurrent('a program that it starts itself gets it too', async () => {
  write({ 'project/child.py': 'import openai\nopenai.send("from a child")\n' })
  const parent = `import subprocess, sys\nsubprocess.run([sys.executable, "child.py"], check=True)`
  expect(sent(await script('c.py', parent))).toEqual(['from a child'])
})

test.concurrent.each(
  pythonsHere(),
)('Python $minor: what is started with an environment of its own gets it too', async ({ minor, path }) => {
  // A file of its own: one that another test writes anew just then would be read empty.
  write({ [`project/lonely-${minor}.py`]: 'import openai, sys\nopenai.send(sys.argv[1])\n' })
  write({
    [`project/starts-${minor}.py`]: `import os, subprocess, sys
env = {"SDKDRIFT_GATEWAY_URL": os.environ["SDKDRIFT_GATEWAY_URL"]}
subprocess.run([sys.executable, "lonely-${minor}.py", "without"], check=True, env=env)
subprocess.run([sys.executable, "lonely-${minor}.py", "with a path"], check=True, env={**env, "PYTHONPATH": "lib"})`,
  })
  expect(sent(await run('pypi', [path, `starts-${minor}.py`]))).toEqual(['without', 'with a path'])
})

test('a package that is pinned beside the SDK is the version’s own, and to ask for it is to ask for what is under test', async () => {
  const text = `import theirs from 'shared'
    await fetch(process.env.SDKDRIFT_GATEWAY_URL + '/v1/' + encodeURIComponent(theirs))`
  expect(sent(await script('beside.mjs', text, { beside: ['shared'] }))).toEqual(["the SDK's shared"])
  expect((await script('beside.mjs', text)).loaded).toBe(false)
  const python = `import os, shared, urllib.request
urllib.request.urlopen(os.environ["SDKDRIFT_GATEWAY_URL"] + "/v1/" + shared.NAME.replace(" ", "%20"))`
  expect(sent(await script('beside.py', python, { beside: ['Shared'] }))).toEqual(["the SDK's shared"])
  expect((await script('beside.py', python)).loaded).toBe(false)
})
