// What a guard refused is told, each attempt once: whoever tries again and again is told of once.
const { call } = Function.prototype
const [slice, startsWith] = [call.bind(String.prototype.slice), call.bind(String.prototype.startsWith)]

const MOST_REACHES = 100

/**
 * @param {(event: object) => void} say
 * @param {string} dir the SDK's folder
 */
export const tellReaches = (say, dir) => {
  const told = []
  return (kind, what) => {
    // Whoever looks for a module asks what the folders above its own are.
    if (kind === 'read' && startsWith(`${dir}/`, what === '/' ? what : `${what}/`)) return
    const key = `${kind} ${what}`
    for (let at = 0; at < told.length; at++) if (told[at] === key) return
    if (told.length >= MOST_REACHES) return
    told[told.length] = key
    say({ event: 'reach', kind, what: slice(what, 0, 400) })
  }
}
