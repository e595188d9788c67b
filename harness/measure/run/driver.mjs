// Carries recipes out in the SDK that lies in an isolated folder. Knows no SDK, and imports nothing of the harness but
// what lies beside it. Jobs come on stdin, events leave on file descriptor 3, one JSON object a line: see model/driver.ts.
//
// The SDK shares the process, and may import what lies here too: the secret of a job is in local variables alone, where no
// code of the SDK's can look; the word that its end must bear comes when the SDK is called no more.
import { openChannel } from './channel.mjs'
import { guard, isRefusal } from './guard.mjs'
import { atHome, isNoSuchForm, load, useFolder } from './homes.mjs'
import { lookForChanges } from './look-for-changes.mjs'
import { perform } from './perform.mjs'
import { tellReaches } from './tell-reaches.mjs'
import { Unsupported } from './unsupported.mjs'
import { addToAll, keepOwn } from './variables.mjs'
import { useVirtualTime } from './virtual-time.mjs'
import { whoseJob } from './whose-job.mjs'

const fail = (error) => {
  console.error(error)
  process.exit(1)
}
/** A refusal that nobody waits for is a result of its job, which is told already. */
const failUnlessRefused = (error) => {
  if (!isRefusal(error)) fail(error)
}

const main = async () => {
  // Else what an SDK prints without end would pile up in here, where nobody can count it.
  for (const stream of [process.stdout, process.stderr]) stream._handle?.setBlocking?.(true)
  const channel = openChannel(fail)
  const hello = await channel.ask('dir')
  const whose = whoseJob()
  useFolder(hello.dir)
  addToAll(hello.variables)
  const tellReach = tellReaches(channel.say, hello.dir)
  const refused = (host, port) => {
    if (!whose.refused(host, port)) tellReach('connect', `${host}:${port}`)
  }
  guard(hello.ports, refused, {
    onReach: tellReach,
    ...(hello.hosts
      ? { hosts: { patterns: () => whose.ledTo()?.hosts ?? hello.hosts, port: () => whose.ledTo()?.hostPort } }
      : {}),
  })
  // After the guard, and before an SDK is loaded.
  if (hello.virtualTime) useVirtualTime(whose.skip, whose.endless)
  channel.say({ event: 'loading' })
  await importSdk(hello.loads)
  keepOwn()
  const asked = channel.ask('recipe', { event: 'ready', runtime: `node ${process.versions.node}` })
  // What the SDK changed as it was imported is its doing in every job. While the harness thinks of the first; nothing of the
  // SDK's runs before.
  const changes = lookForChanges()
  for (let job = await asked; ; ) job = await perform(job, { channel, whose, changes })
}

const importSdk = async (loads) => {
  try {
    await load(await atHome(loads))
  } catch (error) {
    // What is required was imported before, or nothing would be: that it cannot be required, or breaks down where it
    // is, is an end of its jobs, as its users would meet it.
    if (loads.form !== 'require' && !isNoSuchForm(error) && !(error instanceof Unsupported)) throw error
  }
}

process.on('uncaughtException', failUnlessRefused)
process.on('unhandledRejection', failUnlessRefused)
main().catch(fail)
