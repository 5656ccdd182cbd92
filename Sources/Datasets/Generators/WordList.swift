/// Common English words of 2 to 14 lower-case letters, for `Words`.
enum WordList {
    static let words = text.split(whereSeparator: \.isWhitespace).map(String.init)

    private static let text = """
        am as be do he in it my of or to us
        act air and arm bag bit but car cup dog egg few for gun her hit ill job law lie man mix not off our pay pig raw run say sex six
        tax the tie top use way win zoo
        aged away band bear bell bill blue bone bowl calm care city coat cook cost data dead deep does draw duck earn edge evil fair fate
        feet fill fire flag foot from gain gift goal gone grow hand hate heat hero hold hope hung inch join just kill knew laid lane leaf
        lift list lock lose love main mark meat milk mode most name news none once over paid park path pink plot pool push rain read rest
        ring rock root rush salt seat seen sent shop sick sing skin soft some soul star stop swim talk task tend text then thus tire tool
        trap tube type used view wake warm wear were whom will wire with word yeah zone
        adult ahead alone angle avoid beach birth block brand brief build catch cheap child clean close could crash cross delay drama
        drive elect enter every faith fence fifty flame focus found fruit glass grain grave guard habit hello human issue known laugh
        leave light lucky maker mayor minor moral mouth nerve north offer other panel phone pilot plane pound pride proof quiet range
        right route scene serve shall sheep shift shoot sight slice smell solid south speed sport stand steam stock story style taste
        theme thing three title total track treat trick truth until usual voice weigh while woman would young
        action almost annual arrive attack battle before beside borrow branch budget carbon charge circle column cotton cousin custom
        decade degree design dinner double editor eleven engine estate expert factor farmer figure flower formal garden global handle
        hidden ignore infant inside junior leader letter little manage master memory mirror mother museum nation nearly notice obtain
        output period planet pocket powder priest proper reason reduce region remove result rhythm school second select severe signal
        singer smooth spirit stable stream string stupid summer switch target though ticket travel unable valley visual weekly wisdom
        worker
        ability against anxiety bedroom brother careful chapter classic comfort compare conduct contain correct culture despite digital
        drawing evening explain factory finally forward genuine harvest history imagine inquiry kingdom leather library massive medical
        mineral mistake mystery network offense package pattern picture prepare privacy product protect quality reality release resolve
        section seventy similar speaker strange succeed suppose suspect through traffic unusual village warning western without
        absolute although approach building children computer contract criminal decision dialogue distance elephant estimate existing
        festival generate hospital instance learning marriage military mountain northern original pleasure powerful princess reaction
        research schedule shopping solution strategy swimming together treasure vacation wherever
        adventure apologize breakfast celebrate chocolate companion crocodile different disappear emergency everybody following hopefully
        invention lightning nightmare ourselves political professor remaining selection spaceship surrender territory treatment waterfall
        absolutely afterwards atmosphere beneficial commercial confidence convenient dictionary electronic excitement expression
        government importance instrument management millennium philosophy revolution technology understand
        comfortable description grandmother information mathematics opportunity perspective recognition temperature
        championship construction disappointed headquarters manufacturer nevertheless organization presentation relationship surprisingly
        communication consideration entertainment extraordinary investigation understanding
        administration discrimination infrastructure representative transformation
        """
}
