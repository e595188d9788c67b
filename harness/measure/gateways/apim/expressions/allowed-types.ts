/**
 * The .NET types that the vendor's reference allows in expressions, and of some the only members.
 * https://learn.microsoft.com/azure/api-management/api-management-policy-expressions#CLRTypes ; what it has no word for, API Management refuses to save
 */
const ALL: ReadonlySet<string> = new Set(
  `Formatting Extensions JArray JConstructor JContainer JObject JProperty JRaw JToken JTokenType JValue Array BitConverter
Boolean Byte Char Dictionary HashSet ICollection IDictionary IEnumerable IEnumerator IList IReadOnlyCollection
IReadOnlyDictionary ISet KeyValuePair List Queue Stack Convert DateTimeOffset Decimal Double Exception Guid Int16 Int32 Int64
StringReader StringWriter Enumerable Math MidpointRounding IPAddress WebUtility Nullable Random SByte AsymmetricAlgorithm
CipherMode HashAlgorithm HashAlgorithmName HMAC HMACMD5 HMACSHA1 HMACSHA256 HMACSHA384 HMACSHA512 KeyedHashAlgorithm MD5 Oid
PaddingMode RNGCryptoServiceProvider RSA RSAEncryptionPadding RSASignaturePadding SHA1 SHA1Managed SHA256 SHA256Managed SHA384
SHA384Managed SHA512 SHA512Managed SymmetricAlgorithm PublicKey RSACertificateExtensions X509Certificate X509Certificate2
X509ContentType X509NameType Single String StringComparer StringComparison StringSplitOptions Encoding RegexOptions
StringBuilder TimeSpan TimeZone AdjustmentRule TransitionTime TimeZoneInfo Tuple UInt16 UInt32 UInt64 Uri UriPartial
XAttribute XCData XComment XContainer XDeclaration XDocumentType XElement XName XNamespace XNode XNodeDocumentOrderComparer
XNodeEqualityComparer XObject XProcessingInstruction XText XDocument XmlNodeType`.split(/\s+/),
)

const SOME: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    JsonConvert: 'SerializeObject DeserializeObject',
    DateTime: `Add AddDays AddHours AddMilliseconds AddMinutes AddMonths AddSeconds AddTicks AddYears Date Day DayOfWeek
    DayOfYear DaysInMonth Hour IsDaylightSavingTime IsLeapYear MaxValue Millisecond Minute MinValue Month Now Parse Second
    Subtract Ticks TimeOfDay Today ToString UtcNow Year`,
    DateTimeKind: 'Utc',
    X500DistinguishedName: 'Name',
    Capture: 'Index Length Value',
    CaptureCollection: 'Count Item',
    Group: 'Captures Success',
    GroupCollection: 'Count Item',
    Match: 'Empty Groups Result',
    Regex: 'IsMatch Match Matches Replace Unescape Split',
  }).map(([type, members]) => [type, new Set(members.split(/\s+/))]),
)

/** What is no type of .NET's but of the language's own, or of an expression's context. */
const OF_THE_LANGUAGE: ReadonlySet<string> = new Set(
  'string int long double float decimal char bool object byte[] Func Jwt ExpressionSyntaxExtensions Digest Api Body Operation Request Response Url Deployment Subscription Product User UndeclaredParameters'.split(
    ' ',
  ),
)

/** Whether the vendor's list has a type, and a member of it. @param member null: its constructor, or whatever is asked of it */
export const isListed = (type: string, member: string | null): boolean => {
  const some = SOME.get(type)
  if (some) return member === null || some.has(member)
  return ALL.has(type) || OF_THE_LANGUAGE.has(type)
}
