// Attacks that run where text is taken for markup. No corpus is copied: they are made by combination, so that every
// tag meets every handler in every spelling.

const TAGS = [
  "script",
  "img src=x",
  "svg",
  "video src=x",
  "audio src=x",
  "iframe src=x",
  "object data=x",
  "embed src=x",
  "body",
  "input autofocus",
  "details open",
  "marquee",
  "math",
  "style",
  "link rel=stylesheet href=x",
  "a href=#",
  "form",
  "button autofocus",
  "select autofocus",
  "x-element tabindex=0 autofocus",
];

const HANDLERS = [
  "onerror",
  "onload",
  "onfocus",
  "ontoggle",
  "onbegin",
  "onstart",
  "onanimationstart",
  "onpointerenter",
  "onclick",
  "oncanplay",
  "onbeforetoggle",
  "onscrollend",
];

type Spelling = (tag: string, handler: string) => string;

const SPELLINGS: readonly Spelling[] = [
  (tag, handler) => `<${tag} ${handler}=alert(1)>`,
  (tag, handler) => `"><${tag} ${handler}="alert(1)">`,
  (tag, handler) => `'/><${tag.toUpperCase()} ${handler.toUpperCase()}='alert(1)'//`,
  (tag, handler) => `</title></bdi></p><${tag.replaceAll(" ", "/")}/${handler}=alert\`1\`>`,
  (tag, handler) => `<${tag}\n\t${handler}\f=\r\n"alert&#40;1&#41;">`,
  (tag, handler) => `&lt;${tag} ${handler}=alert(1)&gt;`,
  (tag, handler) => encodeURIComponent(`<${tag} ${handler}=alert(1)>`),
  (tag, handler) => `<${tag.slice(0, 2)}\0${tag.slice(2)} ${handler}=alert(1)><!--`,
];

const BREAKOUTS = [
  "<script>alert(1)</script>",
  "</script><script>alert(1)</script>",
  "]]><script>alert(1)</script>",
  "--><script>alert(1)</script><!--",
  "<!--?lit$1$--><img src=x onerror=alert(1)>",
  "?lit$000000000$",
  "{{constructor.constructor('alert(1)')()}}",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what is attacked
  "${alert(1)}",
  "javascript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  '<!DOCTYPE x [<!ENTITY a "b">]>&a;',
  "<?xml-stylesheet href='javascript:alert(1)'?>",
  "url(javascript:alert(1))",
  "}</style><script>alert(1)</script>",
  "&#x3c;script&#x3e;alert(1)&#x3c;/script&#x3e;",
  "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
  "\uff1cscript\uff1ealert(1)\uff1c/script\uff1e",
  "=cmd|'/c calc'!A1",
];

const WRITING = [
  "\u202egpj.exe",
  "\u202d\u202c\u2066\u2067\u2068 never closed",
  "\u061c\u200e\u200f",
  "a\u200bb\u200cc\u200dd\u2060e\ufefff",
  "مرحبا <b>بالعالم</b>",
  "שלום 123 abc",
  "Z\u0351\u036b\u0343a\u0321\u0329l\u034e\u0335g\u0317o".repeat(5),
  "\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67\u200d\ud83d\udc66",
  "\ufff9\ufffa\ufffb\ufffe\uffff",
  "\u2028\u2029\u0085\v\f",
  "\u{e0001}\u{e0020}\u{e007f}",
  "x".repeat(255),
  "\u4e00".repeat(255),
  "\u0627".repeat(255),
];

/** Every payload: at least 1 825 texts, all different. */
export const payloads: readonly string[] = [
  ...TAGS.flatMap((tag) => HANDLERS.flatMap((handler) => SPELLINGS.map((spell) => spell(tag, handler)))),
  ...BREAKOUTS,
  ...WRITING,
];
