// Packages that bring no types: as much of each as is used here.

declare module 'picomatch' {
  const picomatch: {
    /** Compiles a glob. */
    (glob: string): (text: string) => boolean
    readonly isMatch: (text: string, glob: string | readonly string[]) => boolean
    readonly scan: (glob: string) => { readonly isGlob: boolean }
  }
  export = picomatch
}

declare module 'npm-registry-fetch' {
  type Options = Readonly<Record<string, unknown>>
  type Response = {
    readonly status: number
    readonly headers: { readonly get: (name: string) => string | null }
    readonly text: () => Promise<string>
    readonly arrayBuffer: () => Promise<ArrayBuffer>
  }
  function fetch(url: string, options?: Options): Promise<Response>
  namespace fetch {
    /** The registry that a package is looked up in, by its scope. */
    function pickRegistry(spec: string, options?: Options): string
  }
  export = fetch
}

declare module '@npmcli/config' {
  type Settings = {
    readonly definitions: unknown
    readonly shorthands: unknown
    readonly flatten: unknown
    readonly npmPath: string
    readonly argv: readonly string[]
    readonly env: Readonly<Record<string, string | undefined>>
    readonly cwd: string
  }
  class Config {
    constructor(settings: Settings)
    load(): Promise<void>
    /** Every setting as npm's own libraries take it. */
    readonly flat: Readonly<Record<string, unknown>>
  }
  export = Config
}

declare module '@npmcli/config/lib/definitions/index.js' {
  const all: { readonly definitions: unknown; readonly shorthands: unknown; readonly flatten: unknown }
  export = all
}

declare module 'write-file-atomic' {
  /** @param options.tmpfileCreated waited for before `data` is written: may fill the file itself */
  function writeFile(
    path: string,
    data: string | Uint8Array,
    options?: { readonly tmpfileCreated?: (path: string) => Promise<void> },
  ): Promise<void>
  export = writeFile
}
