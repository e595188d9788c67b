import { ANSWER, indented, PORT, type ScriptLanguage } from './script.ts'

/** A module that any Node runs. */
export const inNode: ScriptLanguage = {
  run: (name, version) => `npm i ${name}@${version} && node repro.mjs`,
  render: ({ head, source, statuses }) => {
    const lines = source.split('\n')
    const isImport = (line: string): boolean => /^import .* from /u.test(line)
    const required = /\brequire\(/u.test(source)
    const body = lines
      .filter((line) => !isImport(line))
      .join('\n')
      .trim()
    return `${head.map((line) => `// ${line}`).join('\n')}
import { createServer } from 'node:http'
${required ? "import { createRequire } from 'node:module'\n" : ''}${lines.filter(isImport).join('\n')}
${required ? 'const require = createRequire(import.meta.url)\n' : ''}
const statuses = ${JSON.stringify(statuses)}
const server = createServer((request, response) => {
  console.log(request.method, request.url)
  const sent = request.rawHeaders
  for (let at = 0; at < sent.length; at += 2) console.log(\` \${sent[at]}: \${sent[at + 1]}\`)
  const status = statuses.length > 1 ? statuses.shift() : statuses[0]
  response.writeHead(status, { 'content-type': 'application/json' }).end('${ANSWER}')
}).listen(${PORT}, '127.0.0.1')

try {
${indented(body, '  ')}
} catch (error) {
  console.log(error.name, String(error.message).split('\\n')[0])
}
server.close()
server.closeAllConnections()
`
  },
}
