import { AnsiUp } from 'ansi_up'

/** What a terminal with light ink on dark ground shows, as a page: the command that was typed, then its coloured output. */
export const terminalPage = (command: string, output: string): string => {
  const ansi = new AnsiUp()
  ansi.use_classes = true
  ansi.faintStyle = 'color:#8b949e'
  return `<!doctype html>
<meta charset="utf-8">
<style>${STYLE}</style>
<pre><b class="prompt">$</b> ${ansi.ansi_to_html(command)}

${ansi.ansi_to_html(output.trimEnd())}</pre>`
}

/** The sixteen colours by the names that the library gives them; each at least 4.5 : 1 on the ground. */
const STYLE = `
body { margin: 0; background: #0d1117 }
pre { display: inline-block; margin: 0; padding: 20px 24px; color: #d6dce3; font: 14px/1.45 "DejaVu Sans Mono", monospace }
.prompt { color: #7ee787 }
.ansi-red-fg, .ansi-bright-red-fg { color: #ff7b72 }
.ansi-green-fg, .ansi-bright-green-fg { color: #7ee787 }
.ansi-yellow-fg, .ansi-bright-yellow-fg { color: #e3b341 }
.ansi-blue-fg, .ansi-bright-blue-fg { color: #79c0ff }
.ansi-magenta-fg, .ansi-bright-magenta-fg { color: #d2a8ff }
.ansi-cyan-fg, .ansi-bright-cyan-fg { color: #76e3ea }
`
