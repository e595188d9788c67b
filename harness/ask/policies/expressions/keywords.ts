/** Types that are words of the language. */
export const PREDEFINED: ReadonlySet<string> = new Set(
  'bool byte char decimal double float int long object sbyte short string uint ulong ushort'.split(' '),
)

/** https://learn.microsoft.com/dotnet/csharp/language-reference/keywords/ */
const RESERVED: ReadonlySet<string> = new Set(
  `abstract as base break case catch checked class const continue default delegate do else enum event explicit extern
  false finally fixed for foreach goto if implicit in interface internal is lock namespace new null operator out override
  params private protected public readonly ref return sealed sizeof stackalloc static struct switch this throw true try
  typeof unchecked unsafe using virtual void volatile while`.split(/\s+/),
)

/** Whether a word is no name, unless `@` stands before it. */
export const isReserved = (word: string): boolean => PREDEFINED.has(word) || RESERVED.has(word)
