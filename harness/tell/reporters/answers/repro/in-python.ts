import { ANSWER, indented, PORT, type ScriptLanguage } from './script.ts'

/** The standard library and the SDK, no more. */
export const inPython: ScriptLanguage = {
  run: (name, version) => `uv run --no-project --with '${name}==${version}' repro.py`,
  render: ({ head, source, statuses }) => {
    const isAsync = /\bawait /u.test(source)
    return `${head.map((line) => `# ${line}`).join('\n')}
import asyncio, json, threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

statuses = ${JSON.stringify(statuses)}

class Gateway(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        print(self.command, self.path)
        for name, value in self.headers.items():
            print(f" {name}: {value}")
        self.rfile.read(int(self.headers.get("content-length") or 0))
        body = b'${ANSWER}'
        self.send_response(statuses.pop(0) if len(statuses) > 1 else statuses[0])
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = answer

    def log_message(self, *_):
        pass

threading.Thread(target=ThreadingHTTPServer(("127.0.0.1", ${PORT}), Gateway).serve_forever, daemon=True).start()

${isAsync ? 'async ' : ''}def main():
${indented(source, '    ')}

try:
    ${isAsync ? 'asyncio.run(main())' : 'main()'}
except Exception as error:
    print(type(error).__name__, str(error).splitlines()[0])
`
  },
}
