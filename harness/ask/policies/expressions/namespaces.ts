/** What a namespace of the types that expressions know begins with. */
export const NAMESPACE_ROOTS = /^(?:System|Newtonsoft|Microsoft)\b/

/**
 * The namespaces of the types that expressions know.
 * https://learn.microsoft.com/azure/api-management/api-management-policy-expressions#CLRTypes
 */
export const NAMESPACES: ReadonlySet<string> = new Set(
  `Newtonsoft Newtonsoft.Json Newtonsoft.Json.Converters Newtonsoft.Json.Linq Newtonsoft.Json.Serialization
  System System.Collections System.Collections.Concurrent System.Collections.Generic System.Collections.Specialized
  System.Globalization System.IO System.Linq System.Net System.Net.Http System.Net.Http.Headers System.Security
  System.Security.Claims System.Security.Cryptography System.Security.Cryptography.X509Certificates System.Text
  System.Text.RegularExpressions System.Threading System.Threading.Tasks System.Web System.Xml System.Xml.Linq
  System.Xml.XPath Microsoft Microsoft.Azure`.split(/\s+/),
)
