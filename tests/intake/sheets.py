"""Makes PDFs for tests: letters at places of a page, as newspapers and browsers set them; and two that are encrypted."""

import base64
import zlib
from collections.abc import Sequence
from typing import NamedTuple


class At(NamedTuple):
    """A line of letters: how far from the left and from the bottom, and how high (in points)."""

    x: float
    y: float
    text: str
    size: float = 10


def drawn(*pages: Sequence[At], title: str = "") -> bytes:
    """Return a PDF of some pages, their lines drawn in this order."""
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for at, page in enumerate(pages):
        shown = "".join(
            f"BT /F1 {one.size} Tf 1 0 0 1 {one.x} {one.y} Tm ({_escaped(one.text)}) Tj ET\n" for one in page
        )
        stream = shown.encode("cp1252", "replace")
        resources = "/Resources << /Font << /F1 3 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * at} 0 R {resources} >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream")
    objects.append(f"<< /Title ({_escaped(title)}) >>".encode())
    return whole(objects, info=len(objects))


def whole(objects: Sequence[bytes], *, info: int = 0) -> bytes:
    """Return a PDF of these objects, the first of which is the catalogue."""
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + one + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    more = b" /Info %d 0 R" % info if info else b""
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        + table
        + b"trailer << /Size %d /Root 1 0 R%b >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, more, len(out))
    )


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def one_page(stream: bytes, *, resources: bytes = b"", more: Sequence[bytes] = ()) -> bytes:
    """Return a PDF of one page with this stream, an object as it stands in the file; ``more`` objects begin at 6."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> %b >> >>"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    catalogue, pages = b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    return whole([catalogue, pages, page % resources, stream, font, *more])


def _unpacked(said: str) -> bytes:
    return zlib.decompress(base64.b85decode(said))


_EMPTY = (
    "c-"
    "oCrdx#ZP7^ldf!L$T7Q<S6Y7MqWmbLN~gXK20n*n2C~_Su>*<ji@j*Veh~+_|gkt{7Mrl91)*S}H5_&@40%GYtyLOv5xK9~nVvl=;BYgd(VO?>"
    "^!7M>F%s`M&wS-"
    "*4vkJ<6&pQ<LCiY?WQOc>I(FfdewZ604%Zva6$v%n22N3Pv5D34z_f!J2v`;BLUVMq0a6QpkKRp)Z9%m|?9Y79N5~6CpWf9z`T!B@&hjWgZy~V"
    "5o0xR=}?2jVf!|Gcvg_2GFu+rezk)2iOGGf`tQ8-J;YPJmyWAMyneG<gsflyDAqqr9)$T1-"
    "l;r|0lO)&sH+cr)O3eR>$1LCxBsOxXnj}u?piXAl=ZlDx1kg!eHkyQs!;<0Rq~~WgY_?nXI1g>E|Z{_-"
    "CoGF<uN@%JKo(I8uD6b@HBrAGS8XIHr8hs1J_rh{v=nudKfrZ7i$3Ic4357j`WlxpoMcI{K|wIzJir^Jf!w9=T9Sr=&}8*X7qwU3tb{w_;n(nY"
    "jmVjo5gsefgy!(YTh$PU^zk_uhVg=9ZPEUze@j3hoWh9ymGcOwFxL7mpq)Idoh<^2?&Lk2b9iJMMV0{QJSf)*WkkchAjHn>*IZZNnb=W^d;^hm"
    "Tc}%`XkTC2nUH+<$fEk5j9cU3-"
    "3g_3En)U1!*~*<<&XC*4giKYL)%U9I1CetB|hrEL9Z@?+Z*?I$K}`EBApcWQ}Us*a5MY3M(1=&nEI{(09HbX@Pe+?KdhdTGsp^U0FB>5HFxt#s"
    "m*u{HPY{I~&pe*4qEe)a0>2Td4S^WEVotJZ9ov+DYymU;Be)P@r~Mh@F|_vt0R7~S61^~Kd!OSgXocK^|}X!yoSr4Mg@VEo|UZ;!kI69@0yI{x"
    "pr`MFc)n^unSHq44{EPHxQ`RQ}(cWv5#WH)R-w==cJX&e6F5Bb9MNZ(T;TGS%>B3pJ{E{F?e-f5b2I?t*?`R&J5Q;Ukzf?IYn6d9Qg8-"
    "YD19Zn0g>0ZZx9`O1J`kib5YXcyr&j9Uf5k$<n8ersOpL)ngrr**{u^CLeF6N=+ku*IIDj?LDYX?gYNng4q96L&z*`$H;2@Q}*SBwgmE5(I|JW"
    "!rykhxq2gd!LF%y*%p!az`S`I0eBl_RCk6mzuc>!(0PfSFXn7eYu+1sD^~TrFJTaVZdk)aQ&L9{5TrS2<8{L6lD!$5fhSKp4?5;L>A4Ns0^zl!"
    "5Onq^Pf{W`r4*8L7fh)y1;sG%Xh|PPXJH%C5|as%91DgJuJJTC%Re?VlyoJAZZY(iG?h$Qx0=QI!N0uEIn(1VPO_<tU^Bk0Ye9c9ejGX(5Oc1R"
    "6<bv=f>!j@*C<O{hZ^$3b2Q1B0OCD8Rz?WFVy=%>0UDWHwq!BfU1Ypbqk|mtT^;Ac1nQFClgib&Py@J*!o;)T|QU<DSICQxFN0!W_z6W{9z4HZ"
    "4QJ!2P)*QrdEWZ#jJzpoF*tXwc__X44ejgnd2;-D01IihRiRihM3D#`731@-YUBe7-Y)BaV2wNkxS|uS>5~<~QuxOeO|y_j-"
    "LI)ENMK&Xr~zS13#c_5!Lo5foG98F`Vfn9n@Z?VKk5PsqZ;XhyBgF<`wbIUDmRE{F+@@>W?{vMOc$3+P!g9R"
)
_SECRET = (
    "c-oCsYiv|S6c!%@FOi1`1_il6YYbX;-"
    "ZM8{Dp0lp1zTI5DJ0I!ox3b8yUp$`@<>cf1u9C=QmY0V9%6)0D@3c9h=7TPiUd?N5(pt;(?mp!k_eFyXSdH}{o&pFW6pPHzVF_1zH_#qVpeG(o"
    "JyR6pD&&I-hnP~Q);CXjXIHvbjq*SChbPKCl#Uy23koPFo>i!%tw-HKp7Ss>VN|SjR_#d8UUr3uQUXTTaX2&*eNb{Ow!LXqd^J_*47y}QX%6e<"
    "3vhQ^~unMPNXd1XWVL+*o~F$@<B&&-q8{n%Gy-i>EUp*+?7tGygsZ=ByG%d@c;q&Pi-eM-"
    "}nhRGquL50{f#Lbp=6I+rCsXG|4dI(jMwclS$R5wdKxol-j2~3+S>wEqhzqv^~}PJ_Gu6kp4WAjE5^+%tUrWCQKW-"
    "%Gt#hPP+=m9X>R9^kdgMo*C6#c%)11eImB6=&CsJ&g*x!zt#THvSp1+j+Sk{<HFgl4>sNU;?|Mor#hExjqm*H?g=+rw+t=X`sBVzRiDyDl{J?R"
    "-N@W{V?uYg9J}tDDQ(Zr+b(~qySm|Ed_(Kh&whPj<NJ>;+kI|F;o**ki|_t(dhGMvXU30Tu;9pTuRiz7D=n?f`nxTAN04bXV~)kbbEa<p+-"
    "qanKJJd59CIKuJv=q>Z$0J9VtV{!^|-"
    "mix81k%>5Ws@Uj)sumnY4;Ir7STk?TW;bX~jH&?46F20DGZDPB5E{19Kdvukr*!|;~NFCHy%w=ZqndZzP{lN~L$zu8`UYySzjXK3@Ex}dSTx;;"
    "2Qy5QT{oi`@$y?lQ~O=m%3)Y+o4O`pGZ%iH$&oQ53-CN}SRY4ula53V`>b>Y#DKdz9GP5bVdz4qaIYg*-q#Rnfa*VJ@=$&hg!ZJU1-"
    "ji<TObbZ7yH1nbHZx`+Qefot@?)t54;fKdoW((7s`rZ<;Jd0$D>_n>SRhSF2pf%}CnK8NYM`oMa)h0}6=|o~lo$?dOxEooVNX|%R5`DlR5AXqj"
    "0Z<H5UF1^hGne&S1W~)La0&8=$2jtk^;@Dgw2c|53T4ulY2SL@jS8fR6bKTA31Pxx0VN1C>S4o_WS&QYKzcqh#1{r42q41<VS^b4fiFA_jK^UB"
    "jg~kF1SK5%fHMzyR4HV*_4PtG8U&i4fE(!%$rV&S!CVjyBoK-*B2-|27x2LI1%ycWR2xA#!;(QMFyM+}pGX)G<q6MF=p$k@0-"
    "6a!5Te?ul$7S0sw(t*S2OCv6|vRXj*84m>GC?0%x;?RMrOpS7U6+jLVf*L6|O3EdkC^YdLSr|xlv}gQ2<k5=NBZ@c*qwBX<@WxzyJlH45;uF2O"
    "MaCpig{l)5kp|F;Ng_6JcpgpnN8vqV`ig&Ilp|0^%FxnLzr=W{7G*AUBi~LYX4mV}NL5Gp~VEFgqtqdX*g|1T!O*3b62m06vC3wahlNm`UszGI"
    ")NjNt?g{uIGUM%Vm^e>IQB<2JNKDJxTUs5aN7{qdW{@o`+cz<zcqyd6*C|5A(nvjW8_}wI-"
    "eOc~xSav7ZsCOr=5>_l(y$$spyz-t{ayj-%H6g32Jk)c(0Zn@GYbgT7FZNh*OX{y$rm=UOwpwk~u<-$>4cG9BiUX)VB=f`V9isq-&=^)E{"
)

AES_EMPTY = _unpacked(_EMPTY)
"""Encrypted with AES of 256 bits, its reader's password empty, as e-papers are; the first sentences of ``hostile.TEXT``."""
AES_SECRET = _unpacked(_SECRET)
"""The same, its reader's password ``secret``."""
