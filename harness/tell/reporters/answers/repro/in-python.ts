import { ANSWER, addressed, indented, type ScriptLanguage } from './script.ts'

/** The standard library and the SDK, no more. */
export const inPython: ScriptLanguage = {
  run: (name, version) => `uv run --no-project --with '${name}==${version}' repro.py`,
  render: ({ head, source, replies }) => {
    const isAsync = /\bawait /u.test(source)
    const program = addressed(source, {
      text: (content) => `f'${content.replaceAll(/[{}]/gu, '$&$&')}'`,
      variable: (name) => `{${name}}`,
    })
    return `${head.map((line) => `# ${line}`).join('\n')}
import ${['asyncio', 'json', 'threading', 'time', ...MODULES.filter((name) => source.includes(`${name}.`))].join(', ')}
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
${source.includes('ThreadPoolExecutor') ? 'from concurrent.futures import ThreadPoolExecutor\n' : ''}
replies = json.loads('${JSON.stringify(replies).replaceAll(/[\\']/gu, '\\$&')}')
last = None

class Gateway(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        global last
        waited = f", {time.time() - last:.0f} s later" if last else ""
        last = time.time()
        print(self.command, self.path + waited)
        for name, value in self.headers.items():
            print(f" {name}: {value}")
        self.rfile.read(int(self.headers.get("content-length") or 0))
        body = b'${ANSWER}'
        reply = replies.pop(0) if len(replies) > 1 else replies[0]
        self.send_response(reply["status"])
        own = {"content-type": "application/json", "content-length": str(len(body))}
        for name, value in {**own, **reply.get("headers", {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = answer

    def log_message(self, *_):
        pass

server = ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
threading.Thread(target=server.serve_forever, daemon=True).start()
gateway = f"http://127.0.0.1:{server.server_port}"
${program.includes('{other}') ? 'other = f"http://localhost:{server.server_port}"\n' : ''}
${isAsync ? 'async ' : ''}def main():
${indented(program, '    ')}

try:
    ${isAsync ? 'asyncio.run(main())' : 'main()'}
except Exception as error:
    print(type(error).__name__, str(error).splitlines()[0])
`
  },
}

/** Modules that a source may use without saying so. */
const MODULES = ['sys', 'types', 'httpx']
