// The same drivers with the same recipes, without the tool: no installer, no diff, no report. Reads what was recorded,
// answers each request from a list, and ends. Started as a program of its own, so that all it needs is counted.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const { concurrency, sessions, answers } = JSON.parse(readFileSync(process.argv[2], 'utf8'))
let served = 0

const serve = () =>
  new Promise((resolve) => {
    const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
      request.resume().on('end', () => {
        served += 1
        const [, key] = /^\/c\/([^/?]+)/.exec(request.url) ?? []
        const list = answers[key] ?? []
        const [status, headers, body] = (list.length > 1 ? list.shift() : list[0]) ?? [404, [], '']
        response.writeHead(status, headers.map(inPlace))
        response.end(body)
      })
    })
    server.listen(0, '127.0.0.1', () => resolve(server))
  })

const servers = await Promise.all([serve(), serve(), serve()])
const ports = servers.map((server) => server.address().port)
const [gateway, other, otherPort] = ports
const inPlace = (text) =>
  text
    .replaceAll('@GATEWAY@', `127.0.0.1:${gateway}`)
    .replaceAll('@OTHER@', `localhost:${other}`)
    .replaceAll('@OTHER-PORT@', `127.0.0.1:${otherPort}`)

/** What a driver says of a call is long and stays unread. */
const eventOf = (line) => /"event": ?"(\w+)"/.exec(line)?.[1]

const drive = ({ file, args, env, hello, jobs }) =>
  new Promise((resolve, reject) => {
    const home = mkdtempSync(join(tmpdir(), 'sdkdrift-bare-'))
    const child = spawn(
      file,
      args.map((arg) => arg.replaceAll('@HOME@', home)),
      {
        cwd: home,
        env: { ...env, HOME: home, TMPDIR: home },
        stdio: ['pipe', 'ignore', 'inherit', 'pipe'],
        // As the tool does: the scheduler shares the processor among groups.
        detached: true,
      },
    )
    let left = jobs.length
    let told = 0
    const tell = (line) => child.stdin.write(`${line}\n`)
    const next = () => {
      if (told < jobs.length) tell(inPlace(jobs[told++]))
    }
    let rest = ''
    child.stdio[3].setEncoding('utf8').on('data', (chunk) => {
      const lines = (rest + chunk).split('\n')
      rest = lines.pop()
      for (const event of lines.map(eventOf)) {
        if (event === 'end') left -= 1
        if (event === 'end' || event === 'ready') next()
        if (event === 'called') tell('{"go":"on"}')
        if (event === 'over') tell('{"word":"any"}')
      }
      if (left === 0) child.kill('SIGKILL')
    })
    child.on('close', () => {
      rmSync(home, { recursive: true, force: true })
      if (left === 0) resolve()
      else reject(new Error(`A driver ended with ${left} jobs left.`))
    })
    child.stdin.on('error', () => {})
    tell(hello.replace('"@PORTS@"', ports.join(',')))
  })

const worker = async () => {
  for (let next = sessions.shift(); next; next = sessions.shift()) await drive(next)
}
await Promise.all(Array.from({ length: concurrency }, worker))
for (const server of servers) {
  server.close()
  server.closeAllConnections()
}
console.log(JSON.stringify({ served }))
