import { ANSWER, addressed, indented, type ScriptLanguage } from './script.ts'

/** A module that any Node runs. */
export const inNode: ScriptLanguage = {
  run: (name, version) => `npm i ${name}@${version} && node repro.mjs`,
  render: ({ head, source, replies }) => {
    const lines = source.split('\n')
    const isImport = (line: string): boolean => /^import .* from /u.test(line)
    const required = /\brequire\(/u.test(source)
    const body = lines
      .filter((line) => !isImport(line))
      .join('\n')
      .trim()
      // A source of CommonJS awaits in a function, which has to come to its end before the server does.
      .replace(/^main\(\)$/mu, 'await main()')
    const program = addressed(body, {
      text: (content) => `\`${content.replaceAll(/`|\$\{/gu, '\\$&')}\``,
      variable: (name) => `\${${name}}`,
    })
    return `${head.map((line) => `// ${line}`).join('\n')}
import { once } from 'node:events'
import { createServer } from 'node:http'
${required ? "import { createRequire } from 'node:module'\n" : ''}${lines.filter(isImport).join('\n')}
${required ? 'const require = createRequire(import.meta.url)\n' : ''}
const replies = ${JSON.stringify(replies)}
let last
const server = createServer((request, response) => {
  const waited = last ? \`, \${Math.round((Date.now() - last) / 1000)} s later\` : ''
  last = Date.now()
  console.log(request.method, request.url + waited)
  const sent = request.rawHeaders
  for (let at = 0; at < sent.length; at += 2) console.log(\` \${sent[at]}: \${sent[at + 1]}\`)
  const { status, headers } = replies.length > 1 ? replies.shift() : replies[0]
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end('${ANSWER}')
}).listen(0, '127.0.0.1')
await once(server, 'listening')
const { port } = server.address()
const gateway = \`http://127.0.0.1:\${port}\`
${program.includes(`\${other}`) ? `const other = \`http://localhost:\${port}\`\n` : ''}
try {
${indented(program, '  ')}
} catch (error) {
  console.log(error.name, String(error.message).split('\\n')[0])
}
server.close()
server.closeAllConnections()
`
  },
}
