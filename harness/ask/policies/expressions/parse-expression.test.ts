import { existsSync, globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { endOfExpression } from './end-of-expression.ts'
import { parseExpression } from './parse-expression.ts'

const from = { file: 'p.xml', line: 3, column: 9 }
const value = (source: string): unknown => {
  const parsed = parseExpression(`@(${source})`, from)
  if (!parsed.ok) throw new Error(parsed.faults.map(({ what }) => what).join())
  return parsed.expression.form === 'value' ? short(parsed.expression.value) : null
}

/** A tree in brackets. */
// biome-ignore lint/suspicious/noExplicitAny: any node
const short = (node: any): string => {
  switch (node.node) {
    case 'name':
      return node.name
    case 'number':
      return node.text
    case 'string':
      return JSON.stringify(node.value)
    case 'binary':
      return `(${short(node.left)} ${node.operator} ${short(node.right)})`
    case 'unary':
      return `(${node.operator}${short(node.operand)})`
    case 'member':
      return `${short(node.of)}${node.safe ? '?' : ''}.${node.name}${node.types.length > 0 ? `<${node.types.map((one: { name: string }) => one.name)}>` : ''}`
    case 'index':
      return `${short(node.of)}[${node.by.map(short)}]`
    case 'call':
      return `${short(node.callee)}(${node.arguments.map((one: { value: unknown }) => short(one.value))})`
    case 'cast':
      return `(${node.type.name}${node.type.nullable ? '?' : ''})${short(node.value)}`
    case 'conditional':
      return `(${short(node.test)} ? ${short(node.then)} : ${short(node.otherwise)})`
    case 'is':
      return `(${short(node.value)} is ${node.not ? 'not ' : ''}${node.type?.name ?? 'null'}${node.name ? ` ${node.name}` : ''})`
    case 'as':
      return `(${short(node.value)} as ${node.type.name})`
    case 'lambda':
      return `(${node.parameters} => ${Array.isArray(node.body) ? '…' : short(node.body)})`
    case 'type':
      return node.type.name
    case 'null':
      return 'null'
    default:
      return node.node
  }
}

test.each(
  [
    ['a || b && c == d + e * -f', '(a || (b && (c == (d + (e * (-f))))))'],
    ['a ?? b ?? c', '(a ?? (b ?? c))'],
    ['a ? b : c ? d : e', '(a ? b : (c ? d : e))'],
    ['(string)a + b', '((string)a + b)'],
    ['(a) + b', '(a + b)'],
    ['(Jwt)x["y"]', '(Jwt)x["y"]'],
    ['((Jwt)x["y"]).Claims', '(Jwt)x["y"].Claims'],
    ['(int)-1', '(int)(-1)'],
    ['(a) - 1', '(a - 1)'],
    ['a < b || c > d', '((a < b) || (c > d))'],
    ['x.As<JObject>(true)', 'x.As<JObject>(true)'.replace('true', 'boolean')],
    ['f(a < b, c > d)', 'f((a < b),(c > d))'],
    ['x is string ? "a" : "b"', '((x is string) ? "a" : "b")'],
    ['x is JObject o && y', '((x is JObject o) && y)'],
    ['x is not null', '(x is not null)'],
    ['(int?)x ?? 1', '((int?)x ?? 1)'],
    ['x as string ?? ""', '((x as string) ?? "")'],
    ['a?.b?.c', 'a?.b?.c'],
    ['list.Where(x => x.Length > 1).Any()', 'list.Where((x => (x.Length > 1))).Any()'],
    ['a >> 2', '(a >> 2)'],
    ['new Dictionary<string, List<string>>()', 'new'],
    ['@"a""b\\c"', '"a\\"b\\\\c"'],
    ['"a\\u0041\\n"', '"aA\\n"'],
    ['!a.b', '(!a.b)'],
  ].filter(([, tree]) => tree !== 'f(a<x>)'),
)('%s', (source, tree) => {
  expect(value(source)).toBe(tree)
})

test('a block has methods of its own', () => {
  const parsed = parseExpression('@{ int Twice(int x) { return x * 2; } string Hi() => "hi"; return Twice(2); }', from)
  expect(parsed).toMatchObject({
    ok: true,
    expression: {
      body: [
        { statement: 'function', name: 'Twice', parameters: ['x'], body: [{ statement: 'return' }] },
        { statement: 'function', name: 'Hi', parameters: [], body: { node: 'string' } },
        { statement: 'return', value: { node: 'call' } },
      ],
    },
  })
})

test('a fault names the line and column in the file, and what was expected', () => {
  expect(parseExpression('@{\n  var a = ;\n}', from)).toEqual({
    ok: false,
    faults: [{ spot: { file: 'p.xml', line: 4, column: 11 }, what: 'Expected a value, found ";".' }],
  })
  expect(parseExpression('@(a b)', from)).toMatchObject({ ok: false, faults: [{ spot: { line: 3, column: 13 } }] })
  expect(parseExpression('@($"x{a +}")', from)).toMatchObject({
    ok: false,
    faults: [{ spot: { line: 3, column: 18 } }],
  })
})

test('what is nested beyond reason is a fault, and no stack that overflows', () => {
  expect(parseExpression(`@(${'('.repeat(5000)}1${')'.repeat(5000)})`, from)).toMatchObject({ ok: false })
  expect(parseExpression(`@(${'!'.repeat(50_000)}a)`, from)).toMatchObject({ ok: false })
})

test('an expression ends where C# says, whatever stands in its texts', () => {
  const text = 'condition="@(a("x)", ")") == $"{b(")")}" /* ) */)" />'
  const end = endOfExpression(text, 11)
  expect(text.slice(11, end ?? 0)).toBe('@(a("x)", ")") == $"{b(")")}" /* ) */)')
  expect(endOfExpression('@(a', 0)).toBeNull()
  expect(endOfExpression('@{ return "}"; }', 0)).toBe(16)
})

test('mutated expressions end in a tree or a fault', () => {
  const seeds = [
    '@(context.Request.Headers.GetValueOrDefault("x","") == "y" ? (string)a["b"] : $"{c:D}")',
    '@{ var x = new Dictionary<string, object>() { { "a", 1 } }; foreach (var y in x.Where(z => z.Key != "b")) { return y.Value as string; } return null; }',
    '@{ try { if (a is JObject o && o["x"]?.ToString() == "") { return (int?)1 ?? 2; } } catch (Exception e) { throw; } finally { } }',
  ]
  let state = 12_345
  const random = (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
  const signs = '()[]{}<>"\'@$.,;:?=!&|+-*/\\ \naZ1'
  for (let run = 0; run < 10_000; run += 1) {
    let text = seeds[random(seeds.length)] ?? ''
    for (let times = random(4) + 1; times > 0; times -= 1) {
      const at = 2 + random(text.length - 2)
      text = text.slice(0, at) + (signs[random(signs.length)] ?? '') + text.slice(at + random(3))
    }
    expect(typeof parseExpression(text, from).ok).toBe('boolean')
  }
})

const folder = '/work/shared/policies'

test.skipIf(!existsSync(folder))('every expression of real documents is read', () => {
  const faults: string[] = []
  let count = 0
  for (const path of globSync(`${folder}/**/*.xml`)) {
    const text = readFileSync(path, 'utf8')
    for (const found of text.matchAll(/@[({]/g)) {
      if (!/["'>\s]/.test(text[found.index - 1] ?? '"')) continue
      const end = endOfExpression(text, found.index)
      const source = text.slice(found.index, end ?? undefined)
      count += 1
      const unescaped = source
        .replaceAll('&quot;', '"')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&amp;', '&')
        .replaceAll(/\{\{.*?\}\}/g, '1')
      const parsed = parseExpression(unescaped, {
        file: path,
        line: text.slice(0, found.index).split('\n').length,
        column: 1,
      })
      if (!parsed.ok)
        faults.push(...parsed.faults.map(({ spot, what }) => `${spot.file.split('/').at(-1)}:${spot.line} ${what}`))
    }
  }
  expect(count).toBeGreaterThan(300)
  // These two were mangled before they were published: `"patch=""",`.
  expect(faults.filter((one) => !/^examples-(?:Loopback|Pre-authorize)/.test(one))).toEqual([])
})
