"""The words of each language that carry no content, most of them its pronouns, articles and prepositions.

A language is one entry in ``STOP_WORDS``: its code and its words, in lower case with straight apostrophes.
"""


def _list(text: str) -> frozenset[str]:
    return frozenset(text.split())


STOP_WORDS = {
    "en": _list("""
        a about above across after again against all also although am among an and another any are
        aren't around as at be because been before being below between both but by can can't cannot
        could couldn't did didn't do does doesn't doing don't down during each either else ever every
        few for from further get had hadn't has hasn't have haven't having he he'd he'll he's her here
        hers herself him himself his how however i i'd i'll i'm i've if in into is isn't it it's its
        itself just let's like may me might more most much must my myself neither no nor not now of off
        on once one only onto or other others our ours ourselves out over own per rather s said same say
        saying says she she'd she'll she's should shouldn't since so some still such t than that that's
        the their theirs them themselves then there there's these they they'd they'll they're they've
        this those though through thus to too toward towards under until up upon us very was wasn't we
        we'd we'll we're we've were weren't what when where whether which while who whom whose why will
        with within without won't would wouldn't yet you you'd you'll you're you've your yours yourself"""),
    "de": _list("""
        aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes
        auch auf aus bei beim bin bis bist da damit dann das dass dein deine dem den denn der des dessen
        die dies diese diesem diesen dieser dieses doch dort du durch ein eine einem einen einer eines
        er es etwas euch euer für gegen gewesen hab habe haben hat hatte hatten hier hin hinter ich ihm
        ihn ihnen ihr ihre ihrem ihren ihrer im in indem ins ist jede jedem jeden jeder jedes jetzt kann
        kein keine keinem keinen keiner können könnte mehr mein meine mich mir mit muss nach nicht
        nichts noch nun nur ob oder ohne sagte sehr sei sein seine seinem seinen seiner seit sich sie
        sind so sollte sondern sonst soll über um und uns unser unter vom von vor war waren warst was
        weil weiter welche welchem welchen welcher wenn werde werden wie wieder will wir wird wo wurde
        wurden zu zum zur zwar zwischen"""),
    "fr": _list("""
        a à afin ai ainsi après au aucun aucune aujourd'hui aussi autre autres aux avait avant avec
        avoir c c'est car ce ceci cela celle celles celui ces cet cette ceux chez comme contre d dans de
        depuis des deux dit donc dont du d'un d'une elle elles en encore entre est et été être eu eux
        fait font il ils j je jusqu l la le lequel les leur leurs lors lui m ma mais même mes moi moins
        mon n ne ni nos notre nous on ont ou où par parce pas pendant peu peut plus pour pourquoi près
        qu quand que quel quelle quelles quels qui s sa sans se selon sera ses si soit son sont sous sur
        t ta tandis te tes toi ton tous tout toute toutes très tu un une vers vos votre vous y"""),
    "es": _list("""
        a además al algo algunos ante antes así aunque cada como con contra cual cuando de del desde
        dijo donde dos durante e el ella ellas ellos en entre era es esa esas ese eso esos esta está
        están estas este esto estos fue fueron ha había habían han hasta hay la las le les lo los más me
        mi mientras muy ni no nos o otra otras otro otros para pero poco por porque que qué quien se
        según ser si sí sido sin sobre son su sus también tan tanto te tiene tienen todo todos tras tu
        un una uno unos y ya yo"""),
    "it": _list("""
        a ad agli ai al alla alle allo anche c che chi ci come con contro cui da dagli dai dal dalla
        dalle dallo degli dei del della delle dello di dopo dove due e è ed era erano essere fra gli ha
        hanno i il in io l la le lei li lo loro lui ma mentre mi mio molto ne negli nei nel nella nelle
        nello noi non nostro o ogni per perché più può prima quale quando quanto quella quelle quelli
        quello questa queste questi questo se sarà senza si sia solo sono sotto stata stati stato su sua
        sue sugli sui sul sulla sulle sullo suo suoi tra tutti tutto un una uno vi voi"""),
    "pt": _list("""
        a ainda além ao aos após aquela aquele aqueles as às até com como contra da das de dela dele
        deles depois desde disse do dois dos e é ela elas ele eles em entre era essa esse esta está este
        estes eu foi foram há isso isto já lhe mais mas me mesmo meu muito na não nas nem no nos nós
        nossa o onde os ou outra outros para pela pelas pelo pelos por porque qual quando que quem são
        se segundo sem ser será seu seus só sob sobre sua suas também tem têm um uma umas uns você"""),
    "nl": _list("""
        aan af al alle als alsof altijd andere ben bij daar dan dat de der deze die dit doch doen door
        dus een en er ge geen haar had heb hebben heeft hem het hier hij hoe hun ik in is ja je kan kon
        kunnen maar me meer men met mij mijn moet na naar niet niets nog nu of om omdat ons onder ook op
        over reeds te tegen toch toen tot tussen u uit uw van veel voor want waren was wat we wel werd
        wezen wie wij wil worden wordt zal ze zei zelf zich zij zijn zo zonder zou"""),
    "pl": _list("""
        a aby ale ani bardzo bez bo był była było były by być co czy dla do gdy gdzie go i ich im innych
        ich jak jako je jego jej jest jeszcze jeśli już kiedy kto która które którego której który
        których którzy lub ma mi mnie może można na nad nas nie nich niego niej nim o od on ona one oni
        oraz po pod podczas ponieważ powiedział przed przez przy się są swoje ta tak także tam te tego
        tej ten to tu tych tylko tym u w we według więc za ze został została z że"""),
    "ru": _list("""
        а без более бы был была были было быть в вам вас весь во вот все всего всех всё вы где да даже
        для до его ее её ей ему если есть еще ещё же за здесь и из или им их к как какой когда кто ли
        либо между меня мне может мы на над надо нас не него нее неё ней нет ни них но ну о об однако он
        она они оно от по под после потому при про с сам сказал себя со так также такой там то того тоже
        той только том ты у уже чего чем что чтобы чья эта эти это этого этой этом этот этих я"""),
    "uk": _list("""
        а або але б без був була були було бути в вам вас весь вже ви від він вона вони воно все всі
        всіх да де для до його й з за зі і із їй їм їх її к коли крім лише ми між може на над нам нас не
        неї ним них ні ніж о ось от під після по при про проте сам себе сказав собі та так також там тим
        то того тому той тут у хто це цей ця ці цього цьому цих чи через що щоб як яка яке який яких
        якщо які я"""),
    "ar": _list("""
        في من على إلى عن أن إن أنه أنها التي الذي الذين هذا هذه ذلك تلك كان كانت يكون قد لقد كما بعد قبل
        بين حتى حيث خلال عند عندما غير كل لا لم لن ليس ما مع منذ هو هي هم هناك و أو ثم لكن بل إذا وقد
        وقال قال أي أيضا بأن به بها فيه فيها له لها منه منها عليه عليها وهو وهي وفي ومن كانوا لدى ضد نحو
        دون مثل حول"""),
    "tr": _list("""
        acaba ama ancak arada artık aslında ayrıca bazı belki ben bile bir biraz biri birkaç biz bu buna
        bunu bunun burada çok çünkü da daha dahi de değil diğer diye dedi eğer en gibi göre hem hep her
        hiç için ile ise işte kadar karşı kez ki kim mı mi mu mü nasıl ne neden nerede niye o olan
        olarak oldu olduğu olduğunu olması on ona onlar onu onun öyle sen siz sonra şey şu tarafından
        tüm üzere var ve veya ya yani yok zaten"""),
}
