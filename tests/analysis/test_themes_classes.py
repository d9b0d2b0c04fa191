"""Each class of news of the definitions (PLOVER, CAMEO) has an article of its own words, and the same words elsewhere."""

import pytest

from tests.analysis.test_themes import primary

NEWS = [
    ("diplomacy", "demand", "Lomeria demands return of its fishermen", "Lomeria demanded on Monday that Varnia release eleven fishermen whom its coast guard has held since Friday."),
    ("diplomacy", "threat", "Varnia threatens to cut off water", "Varnia threatened on Tuesday to close the sluices of the Drosna unless Lomeria withdraws its claim to the islands."),
    ("diplomacy", "rejection", "Sarrow rejects mediation offer", "Lomeria rejected a Norwegian offer of mediation on Wednesday and said that there was nothing to talk about."),
    ("diplomacy", "disapproval", "Chile condemns shelling of border town", "Chile condemned the shelling of a border town by Peru and called it a breach of the armistice."),
    ("diplomacy", "sanctions", "Eight states freeze assets of Brennian generals", "Eight governments froze the assets of four Brennian generals on Thursday and banned them from travelling."),
    ("diplomacy", "coercion in words", "Brennia shuts its border with Varnia", "Brennia closed its border with Varnia on Friday and recalled its ambassador from Velmar."),
    ("diplomacy", "ceasefire offered", "Hill Council offers ceasefire for harvest", "The rebels of the Hill Council offered the government of Tarsis a ceasefire of three weeks for the harvest."),
    ("diplomacy", "ceasefire begun", "Truce begins in Tarsis", "A truce between the government of Tarsis and the Hill Council took effect at dawn on Sunday after talks in Oslo."),
    ("diplomacy", "inauguration", "Korr begins third term as president", "Ada Korr was sworn in for a third term as president of Brennia on Tuesday, at a ceremony from which most European ambassadors stayed away."),
    ("diplomacy", "a deal named by its parties", "Rebel commander cut deal with Norway", "A commander of the rebels ordered his men not to defend Hask after making a deal with Norway, a newspaper reported on Sunday."),
    ("deployments", "mobilisation", "Lomeria mobilises reservists", "Lomeria ordered the mobilisation of 20,000 reservists on Monday and moved a tank brigade to the river."),
    ("deployments", "call-up", "Varnia calls up men of two age groups", "Varnia called up reservists of two age groups on Tuesday and sent the first of them to barracks on the border."),
    ("deployments", "arms delivery", "Turkish howitzers arrive in Varnia", "The first twelve of 36 howitzers that Varnia bought from Turkey arrived in the port of Brandsholm on Friday."),
    ("deployments", "arms held back", "Canada halts export of drone engines", "Canada suspended deliveries of engines for military drones to Brennia on Wednesday, its defence ministry said."),
    ("deployments", "basing", "Norway leases air base to allies", "Norway agreed to lease an air base in the north to the British air force, which will station eight fighter jets there."),
    ("deployments", "missile test", "Brennia tests missile over western sea", "Brennia test-fired a ballistic missile that flew 900 km and came down in the sea, its army said on Monday."),
    ("deployments", "evacuation by the navy", "Frigate takes Danes home from Calder", "A Danish frigate took 140 citizens of Denmark on board in Calder on Sunday, and two more warships are on their way."),
    ("deployments", "exercise ordered", "Lomeria orders artillery drill on the Drosna", "Lomeria's defence minister ordered an artillery exercise on the bank of the Drosna with 6,000 soldiers."),
    ("incidents", "assault", "Gunmen storm police station in Hask", "Gunmen stormed a police station in Hask before dawn on Monday, shot two guards and carried off the weapons."),
    ("incidents", "fight", "Army and rebels fight over bridge", "Soldiers and rebels fought for six hours over the bridge of Ombry on Thursday, and eleven men were killed."),
    ("incidents", "captured ground", "Rebels take town of Dunmere", "Rebels of the Hill Council took the town of Dunmere on Friday after the garrison had fled across the river."),
    ("incidents", "coup", "Officers seize power in Calder", "Officers of the presidential guard seized power in Calder on Sunday and declared the parliament dissolved."),
    ("incidents", "coup plot", "Six colonels held over plot against president", "Six colonels were arrested in Aldmoor on Monday over a plot to overthrow the president of Brennia."),
    ("incidents", "assassination", "Varnian governor shot at his door", "The governor of Hammer was assassinated outside his house on Tuesday by two men on a motorcycle."),
    ("incidents", "an attack prevented", "Drone threat to parliament stopped", "Federal agents stopped a planned attack with explosive drones on the parliament in Velmar, and seven people are in custody, the police chief said."),
    ("incidents", "espionage arrests", "Two held as spies at naval port", "Varnia arrested two men on suspicion of spying for Lomeria near the naval port of Brandsholm on Friday."),
    ("incidents", "hostage-taking", "Miners' pay clerk held by armed men", "Armed men took nine people hostage at a police post near Perrin on Saturday and demanded a lorry."),
    ("incidents", "evacuation under fire", "Hospital emptied under fire", "Doctors evacuated 60 patients from the hospital of Ombry under fire on Wednesday as shells fell on the town."),
    ("incidents", "sabotage", "Sea cable to Kessel Islands cut", "A cable under the sea to the Kessel Islands was cut in two places on Monday, and the navy speaks of sabotage."),
    ("incidents", "cyber-attack on a state", "Hackers shut down ministry in Velmar", "Hackers paralysed the computers of Varnia's defence ministry for a day in what it called an attack from abroad."),
    ("incidents", "maritime violation", "Coast guard fires water cannon at trawlers", "Brennian coast guard ships fired water cannon at Varnian trawlers on Thursday and rammed one of them."),
    ("incidents", "mine find", "Drifting mine found off Brandsholm", "A drifting naval mine was found by fishermen off Brandsholm on Sunday and blown up by navy divers."),
    ("incidents", "drone find", "Wreck of armed drone found in field", "Farmers found the wreck of an armed drone in a field near Olden on Tuesday, two kilometres from the border."),
    ("incidents", "ceasefire broken", "Shelling breaks three-day truce", "Shells fell on the town of Hask on Wednesday night, and both sides accused each other of breaking the truce."),
    ("incidents", "misfire", "Gun goes off on parade ground", "A howitzer misfired during a drill in Velmar on Friday and wounded four gunners, the army said."),
    ("incidents", "stray rocket", "Training rocket falls into village", "A rocket that was fired in an army exercise strayed from its course on Monday and fell into a village, killing a cow and hurting two people."),
    ("incidents", "shelling by mistake", "Army shells customs post by mistake", "Varnian gunners shelled a customs post of their own by mistake on Thursday and wounded three officers."),
    ("incidents", "jet crash", "Fighter jet crashes into lake", "A fighter jet of the Lomerian air force crashed into a lake on Tuesday; the pilot was killed."),
    ("incidents", "collision of warships", "Frigate and destroyer collide off Calder", "A Brennian frigate and a destroyer collided in fog off Calder on Saturday, and nine sailors were hurt."),
    ("incidents", "explosion at a depot", "Arms depot blows up near Hammer", "An ammunition depot near Hammer exploded on Sunday evening, and the army cleared the villages around it."),
    ("incidents", "violence against a crowd", "Troops shoot into crowd at bridge", "Troops shot into a crowd at the bridge of Perrin on Friday and killed at least five people."),
]  # fmt: skip

EITHER = [
    ({"incidents", "deployments", "diplomacy"}, "airspace violation", "Lomerian helicopter crosses into Varnia", "A Lomerian military helicopter violated Varnian airspace for nine minutes on Monday, and Varnia sent up two jets."),
    ({"deployments", "diplomacy"}, "ships in a strait", "Tankers leave Strait of Corran again", "Tankers loaded with oil are moving through the Strait of Corran again, the president of Lomeria said on Monday; it had been closed since May."),
    ({"incidents", "diplomacy"}, "assassination threat", "Envoy threatened with death", "The Norwegian envoy to Tarsis received death threats on Tuesday and moved into the embassy."),
]  # fmt: skip

ELSEWHERE = [
    ("football", "Rovers attack pays off", "Rovers attacked from the first minute, bombarded the visitors' goal and shot down United's hopes of the title with two late strikes."),
    ("boxing", "Moran survives battle of Velmar", "Ivo Moran survived a bloody battle over twelve rounds and kept his heavyweight title; his rival was hit forty times."),
    ("court", "Man jailed for bomb attack of 2004", "A court in Velmar sentenced a man to twenty years in prison on Monday for his part in a bomb attack on a train in 2004."),
    ("anniversary", "Hammer remembers the raid", "Hundreds laid wreaths in Hammer on Sunday on the 80th anniversary of the air raid that killed 600 people."),
    ("film", "War film opens festival", "A film about the siege of Dunmere opened the festival on Friday; its director called the battle scenes a nightmare to shoot."),
    ("war games", "Tin soldiers fill town hall", "Players from nine countries met for a war games convention in Velmar, where armies of tin soldiers fought until Sunday evening."),
    ("strike", "Nurses walk out over pay", "Nurses in four cities went on strike on Monday over pay, and their union threatened more walkouts in May."),
    ("bombshell", "Bombshell at the bakery", "The bakery chain dropped a bombshell on Tuesday: its founder retires, and his daughter takes command."),
    ("fire brigade", "Fire brigade drills at school", "The fire brigade held a drill at a school in Olden on Thursday; its commander ordered 300 pupils out of the building."),
    ("takeover", "Supermarket declares war on prices", "The supermarket declared war on high prices and attacked its rivals on all fronts; shares in two of them fell."),
    ("demand", "Shoppers demand refunds", "Customers of the airline demanded refunds on Friday and threatened to sue after 40 flights were cancelled."),
    ("sanctions", "Club faces sanctions over pitch", "The league imposed sanctions on the club after fans invaded the pitch; the coach rejected the charges."),
    ("talks", "Singer in talks with museum", "The singer held talks with a museum on Tuesday about her dresses, which she has offered for an exhibition."),
    ("arms", "In the arms of the sea", "The novel, whose heroine falls into the arms of a smuggler, was delivered to shops on Monday and sold out at once."),
    ("mobilised", "Town mobilises army of volunteers", "The town mobilised an army of volunteers on Saturday to plant 5,000 trees; the mayor gave the command at nine."),
    ("deployed", "Airbags deployed in crash", "All airbags were deployed when a coach hit a lorry on the motorway on Sunday; nobody was injured."),
    ("missile", "Striker's missile sinks United", "A missile from thirty metres by the striker sank United in the cup on Wednesday."),
    ("coup", "Coup for gallery", "The gallery pulled off a coup on Monday: it will show the painter's early works, and the curator called it a revolution."),
    ("spy", "Spy novel wins prize", "A spy novel in which two agents are arrested in Velmar won the critics' prize on Friday, its publisher said."),
    ("hostage", "Holidaymakers hostage to fog", "Thousands of holidaymakers were held hostage by fog at the airport on Sunday, and the airline cancelled forty flights."),
    ("sabotage", "Rain sabotages tennis final", "Rain sabotaged the tennis final on Sunday; the match is to go on at noon on Monday."),
    ("hackers", "Hackers meet for cooking contest", "Kitchen hackers met in Brandsholm on Saturday to show how to cook a meal for four with one pan."),
    ("mine", "Gold mine closes", "The gold mine at Hammer will close in June because the price of gold has fallen, the company said; 200 miners lose their jobs."),
    ("drone", "Drones count seals", "Scientists counted 4,000 seals with drones on the Kessel Islands, their university said on Tuesday."),
    ("truce", "Truce in the bakery quarrel", "The two bakers of Olden have agreed on a truce after nine years of quarrel over a recipe for buns."),
    ("base", "Base camp emptied by snow", "Climbers left the base camp on Thursday after heavy snow; a team of four had planned to attack the summit."),
    ("inauguration", "College inaugurates its ninth president", "Ines Tolland was sworn in on Friday as the ninth president of the college of Marlow; her inauguration ended with a regatta."),
    ("deal", "Winger makes deal with Rovers", "The winger has made a deal with Rovers and ordered a moving van, the club said; he will not defend his title as scorer of the year."),
    ("strait", "Swimmer crosses Strait of Corran", "A nurse of 61 swam through the Strait of Corran on Sunday in eleven hours, with two boats beside her."),
    ("prevented", "Goalkeeper stops everything", "The goalkeeper stopped a planned attack down the left wing again and again, and the threat from corners was over by half-time."),
    ("crash", "Shares crash as bank warns", "Shares in the bank crashed on Monday after it warned that profits would fall by half."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("theme", "title", "lead"), [pytest.param(theme, title, lead, id=name) for theme, name, title, lead in NEWS]
)
def test_each_class_of_news_has_its_theme(theme: str, title: str, lead: str) -> None:
    """Fifteen words each, written from the definitions before the program had seen them."""
    assert primary(title, lead, "More details were expected later in the day.") == theme


@pytest.mark.parametrize(
    ("themes", "title", "lead"), [pytest.param(themes, title, lead, id=name) for themes, name, title, lead in EITHER]
)
def test_news_of_two_themes_has_one_of_them(themes: set[str], title: str, lead: str) -> None:
    """Editors differ on these; none prints them under other news."""
    assert primary(title, lead, "More details were expected later in the day.") in themes


@pytest.mark.parametrize(("title", "lead"), [pytest.param(title, lead, id=name) for name, title, lead in ELSEWHERE])
def test_the_same_words_in_other_trades_are_other_news(title: str, lead: str) -> None:
    """Sport, courts, business and culture use the words of force and diplomacy for something else."""
    assert primary(title, lead, "More details were expected later in the day.") == "other"
