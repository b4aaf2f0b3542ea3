-- What hoithi of 274f9f2 (the first version that landed) left in its file after `demo` and
-- `simulate --people 6 --close`: every name in it is invented. The password hash was taken out.
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('20261123_sitting');
CREATE TABLE answer (
	attempt_id VARCHAR(13) NOT NULL, 
	slot INTEGER NOT NULL, 
	lease INTEGER NOT NULL, 
	seq INTEGER NOT NULL, 
	op_id VARCHAR(32) NOT NULL, 
	answer VARCHAR(200) NOT NULL, 
	PRIMARY KEY (attempt_id, slot), 
	FOREIGN KEY(attempt_id) REFERENCES attempt (id)
);
INSERT INTO "answer" VALUES('q7netegz5203k',1,1,1,'q6jzbva6f2ys0','p5l6g,uuaiq');
INSERT INTO "answer" VALUES('x9m7gs1fy85g8',1,1,1,'v3dtn7mm3e5s0','6');
INSERT INTO "answer" VALUES('6aepbmjw5ghd7',1,1,1,'ce6r17smxpwfx','sai');
INSERT INTO "answer" VALUES('9911zrfmxvdna',1,1,1,'pkje7kqwt9zrr','sai');
INSERT INTO "answer" VALUES('027rzjmvgf34s',1,1,1,'gdryv7z203ekt','fhmkp,kxjct');
INSERT INTO "answer" VALUES('01zt6raj40bas',1,1,1,'krzftvh94mk2r','xuzkd');
INSERT INTO "answer" VALUES('q7netegz5203k',2,1,2,'1ph1ryeaqm5xr','xksua');
INSERT INTO "answer" VALUES('x9m7gs1fy85g8',3,1,2,'abkbajv9qv37b','dung');
INSERT INTO "answer" VALUES('x9m7gs1fy85g8',4,1,3,'hsdzh919pjmmw','fk4qs,o6j5g,pw2jt');
INSERT INTO "answer" VALUES('6aepbmjw5ghd7',2,1,2,'knhc0n4zxd2q7','fwqdq,hlwpj,wesel');
INSERT INTO "answer" VALUES('027rzjmvgf34s',2,1,2,'85rkmsjgjeaq0','sai');
INSERT INTO "answer" VALUES('q7netegz5203k',3,1,3,'fymtwptccrney','h4et6');
INSERT INTO "answer" VALUES('q7netegz5203k',4,1,5,'1856yb6pnbqb9','16');
INSERT INTO "answer" VALUES('9911zrfmxvdna',2,1,3,'cgy0ckar3gvg3','lfehq');
INSERT INTO "answer" VALUES('x9m7gs1fy85g8',6,1,4,'cyjhjrn6p5zwa','sai');
INSERT INTO "answer" VALUES('01zt6raj40bas',2,1,2,'2327nhkv10tvd','dung');
INSERT INTO "answer" VALUES('027rzjmvgf34s',3,1,3,'5tyh0xyzb41kx','t63qo');
INSERT INTO "answer" VALUES('027rzjmvgf34s',4,1,4,'s7787esz8bk6h','jvsxx');
INSERT INTO "answer" VALUES('q7netegz5203k',5,1,6,'kek3hqshg1trs','jvsxx');
INSERT INTO "answer" VALUES('x9m7gs1fy85g8',7,1,5,'dj8f0nb6kpjm7','ivfpn');
INSERT INTO "answer" VALUES('01zt6raj40bas',3,1,3,'2j6q6sgkq25xf','40');
INSERT INTO "answer" VALUES('01zt6raj40bas',4,1,4,'etcpt8jgsr0yx','sai');
INSERT INTO "answer" VALUES('q7netegz5203k',6,1,7,'g961s7jvf3qv2','dung');
INSERT INTO "answer" VALUES('01zt6raj40bas',5,1,5,'4f47bs93v7q83','sai');
INSERT INTO "answer" VALUES('027rzjmvgf34s',5,1,5,'69hm8rhznxgcr','ivfpn');
INSERT INTO "answer" VALUES('x9m7gs1fy85g8',8,1,7,'tz9d385yw1hqc','7');
INSERT INTO "answer" VALUES('q7netegz5203k',7,1,9,'ngpfmkyn9cphz','av66h');
INSERT INTO "answer" VALUES('027rzjmvgf34s',6,1,6,'zk02w87d79zkb','kxciw');
INSERT INTO "answer" VALUES('9911zrfmxvdna',3,1,4,'srpb106067myd','dung');
INSERT INTO "answer" VALUES('x9m7gs1fy85g8',9,1,8,'116tzky19jdgk','dung');
INSERT INTO "answer" VALUES('9911zrfmxvdna',4,1,5,'ff5kbgtedjkge','12');
INSERT INTO "answer" VALUES('x9m7gs1fy85g8',10,1,9,'nqvdyt8qss0pj','5o2x2');
INSERT INTO "answer" VALUES('027rzjmvgf34s',7,1,7,'axm7dqz1269nx','sai');
INSERT INTO "answer" VALUES('9911zrfmxvdna',5,1,6,'qac499xt8jn76','zx3xt');
INSERT INTO "answer" VALUES('x9m7gs1fy85g8',11,1,10,'se1t34t1xet20','heywx');
INSERT INTO "answer" VALUES('q7netegz5203k',8,1,10,'b4pg67xd0zb9g','4sqr5');
INSERT INTO "answer" VALUES('9911zrfmxvdna',6,1,7,'xynpmhh38dz3w','icc56');
INSERT INTO "answer" VALUES('x9m7gs1fy85g8',12,1,11,'8wd5jj18cb858','jof2a');
INSERT INTO "answer" VALUES('q7netegz5203k',9,1,11,'d5y786v8h04yr','76lbz');
INSERT INTO "answer" VALUES('9911zrfmxvdna',7,1,8,'0ehms72net6vm','kqpv4,p5l6g,uuaiq');
INSERT INTO "answer" VALUES('x9m7gs1fy85g8',13,1,13,'0yvdwwaf59n9n','urwlq');
INSERT INTO "answer" VALUES('01zt6raj40bas',6,1,6,'rre3km2m7v42w','hlwpj,qkcvr,wesel');
INSERT INTO "answer" VALUES('01zt6raj40bas',7,1,7,'yvefr3yz0sraj','sai');
INSERT INTO "answer" VALUES('01zt6raj40bas',8,1,8,'vz30qt0rvnzrz','vqcpq');
INSERT INTO "answer" VALUES('q7netegz5203k',10,1,12,'9x1paawmd5bag','6w3nu');
INSERT INTO "answer" VALUES('x9m7gs1fy85g8',14,1,14,'9ymwj35wacq2r','pwdwm');
INSERT INTO "answer" VALUES('q7netegz5203k',11,1,13,'6b94p562ae233','wqbet');
INSERT INTO "answer" VALUES('9911zrfmxvdna',8,1,9,'t2a19raassxhv','jof2a');
INSERT INTO "answer" VALUES('q7netegz5203k',12,1,14,'czm53bk554yz3','dung');
INSERT INTO "answer" VALUES('01zt6raj40bas',9,1,9,'adzh7y5wqvvt4','5az3e');
INSERT INTO "answer" VALUES('9911zrfmxvdna',9,1,10,'878cr9ge90bkk','sh7t3');
INSERT INTO "answer" VALUES('x9m7gs1fy85g8',15,1,15,'5k42whqwt4dn7','zx3xt');
INSERT INTO "answer" VALUES('027rzjmvgf34s',8,1,8,'sgefd9k2hdw3p','lfehq');
INSERT INTO "answer" VALUES('027rzjmvgf34s',9,1,9,'6emg63tderhd8','u7nu4');
INSERT INTO "answer" VALUES('027rzjmvgf34s',10,1,10,'wptve4k6kjhqe','qkcvr,wesel');
INSERT INTO "answer" VALUES('027rzjmvgf34s',11,1,12,'8ct4e5az2h1n1','75npv,e6pcm,fn6um');
INSERT INTO "answer" VALUES('9911zrfmxvdna',10,1,11,'228h1nv8bd952','kxciw');
INSERT INTO "answer" VALUES('q7netegz5203k',13,1,15,'y33q8x45vhvhe','y5oxh');
INSERT INTO "answer" VALUES('027rzjmvgf34s',12,1,13,'ehhemdz07s1rf','11');
INSERT INTO "answer" VALUES('01zt6raj40bas',10,1,10,'tj0a0tabe7c4p','4sqr5');
INSERT INTO "answer" VALUES('01zt6raj40bas',11,1,11,'vdbetgcmwprcs','l6y4s');
INSERT INTO "answer" VALUES('01zt6raj40bas',12,1,12,'6yzassaqkdf1e','ktg2l');
INSERT INTO "answer" VALUES('9911zrfmxvdna',11,1,12,'9mmamm81qhddc','fhmkp,h6cdl,kxjct');
INSERT INTO "answer" VALUES('9911zrfmxvdna',12,1,14,'vbad7fjqfjjyd','z6hil');
INSERT INTO "answer" VALUES('q7netegz5203k',14,1,16,'qbr5kqfzjygke','gdym4,ttkom');
INSERT INTO "answer" VALUES('027rzjmvgf34s',13,1,14,'0k3jx3vsv1s9x','sai');
INSERT INTO "answer" VALUES('027rzjmvgf34s',14,1,15,'k5akymcz5nrrg','nmj5e,o6j5g,pw2jt');
INSERT INTO "answer" VALUES('9911zrfmxvdna',13,1,16,'xgzk4jbeydw1t','5az3e');
INSERT INTO "answer" VALUES('9911zrfmxvdna',14,1,17,'xg1pg33a7v7r1','dung');
INSERT INTO "answer" VALUES('9911zrfmxvdna',15,1,18,'z5z403yv7c8a6','3txbp');
INSERT INTO "answer" VALUES('q7netegz5203k',15,1,18,'a20waar7jmj5m','3txbp');
INSERT INTO "answer" VALUES('027rzjmvgf34s',15,1,16,'n3q88m3nd4tbe','dung');
INSERT INTO "answer" VALUES('6aepbmjw5ghd7',3,1,3,'2z28g02844sax','12');
INSERT INTO "answer" VALUES('6aepbmjw5ghd7',4,1,4,'0ypyawzs2zvaw','otd54');
INSERT INTO "answer" VALUES('6aepbmjw5ghd7',5,1,5,'me64wy5vnampf','6htox');
INSERT INTO "answer" VALUES('6aepbmjw5ghd7',6,1,7,'2ch3xhdfkkw2q','doh74');
INSERT INTO "answer" VALUES('6aepbmjw5ghd7',7,1,8,'7zfaw8pqfaqsk','sai');
INSERT INTO "answer" VALUES('6aepbmjw5ghd7',8,1,9,'mbvs38k8xqcgh','l6y4s');
INSERT INTO "answer" VALUES('6aepbmjw5ghd7',9,1,10,'j9hytqmfcdbt8','5az3e');
INSERT INTO "answer" VALUES('6aepbmjw5ghd7',10,1,11,'21yjsspa6jqpv','dung');
INSERT INTO "answer" VALUES('6aepbmjw5ghd7',11,1,12,'ajhrtpwns7025','sai');
INSERT INTO "answer" VALUES('6aepbmjw5ghd7',12,1,14,'zsmpm0v51fs58','7');
INSERT INTO "answer" VALUES('6aepbmjw5ghd7',13,1,15,'vvxxzrnv455fb','34');
INSERT INTO "answer" VALUES('6aepbmjw5ghd7',14,1,16,'qxttx70cck3cr','sai');
INSERT INTO "answer" VALUES('6aepbmjw5ghd7',15,1,17,'xnk815dagzz1g','60');
INSERT INTO "answer" VALUES('01zt6raj40bas',13,1,13,'jnz7be0zfmccr','g56wp');
INSERT INTO "answer" VALUES('01zt6raj40bas',14,1,14,'ta4c68170yr6c','gdym4,ttkom');
INSERT INTO "answer" VALUES('01zt6raj40bas',15,1,15,'m7y7kx3vmz76r','sai');
CREATE TABLE answer_event (
	attempt_id VARCHAR(13) NOT NULL, 
	op_id VARCHAR(32) NOT NULL, 
	lease INTEGER NOT NULL, 
	seq INTEGER NOT NULL, 
	slot INTEGER NOT NULL, 
	answer VARCHAR(200) NOT NULL, 
	received BIGINT NOT NULL, 
	fate VARCHAR(8) NOT NULL, 
	PRIMARY KEY (attempt_id, op_id), 
	CONSTRAINT fate CHECK (fate IN ('applied','late','stale')), 
	FOREIGN KEY(attempt_id) REFERENCES attempt (id)
);
INSERT INTO "answer_event" VALUES('q7netegz5203k','q6jzbva6f2ys0',1,1,1,'p5l6g,uuaiq',1795737782174,'applied');
INSERT INTO "answer_event" VALUES('x9m7gs1fy85g8','v3dtn7mm3e5s0',1,1,1,'6',1795737782207,'applied');
INSERT INTO "answer_event" VALUES('6aepbmjw5ghd7','ce6r17smxpwfx',1,1,1,'sai',1795737782207,'applied');
INSERT INTO "answer_event" VALUES('9911zrfmxvdna','pkje7kqwt9zrr',1,1,1,'sai',1795737782207,'applied');
INSERT INTO "answer_event" VALUES('027rzjmvgf34s','gdryv7z203ekt',1,1,1,'fhmkp,kxjct',1795737782207,'applied');
INSERT INTO "answer_event" VALUES('01zt6raj40bas','krzftvh94mk2r',1,1,1,'xuzkd',1795737782207,'applied');
INSERT INTO "answer_event" VALUES('q7netegz5203k','1ph1ryeaqm5xr',1,2,2,'xksua',1795737782222,'applied');
INSERT INTO "answer_event" VALUES('x9m7gs1fy85g8','abkbajv9qv37b',1,2,3,'dung',1795737782227,'applied');
INSERT INTO "answer_event" VALUES('x9m7gs1fy85g8','hsdzh919pjmmw',1,3,4,'fk4qs,o6j5g,pw2jt',1795737782227,'applied');
INSERT INTO "answer_event" VALUES('6aepbmjw5ghd7','knhc0n4zxd2q7',1,2,2,'fwqdq,hlwpj,wesel',1795737782263,'applied');
INSERT INTO "answer_event" VALUES('027rzjmvgf34s','85rkmsjgjeaq0',1,2,2,'sai',1795737782263,'applied');
INSERT INTO "answer_event" VALUES('q7netegz5203k','fymtwptccrney',1,3,3,'h4et6',1795737782263,'applied');
INSERT INTO "answer_event" VALUES('q7netegz5203k','asqs31gpt65gq',1,4,4,'100',1795737782263,'applied');
INSERT INTO "answer_event" VALUES('9911zrfmxvdna','yff40v5cq53rq',1,2,2,'wcvsk',1795737782276,'applied');
INSERT INTO "answer_event" VALUES('x9m7gs1fy85g8','cyjhjrn6p5zwa',1,4,6,'sai',1795737782277,'applied');
INSERT INTO "answer_event" VALUES('01zt6raj40bas','2327nhkv10tvd',1,2,2,'dung',1795737782280,'applied');
INSERT INTO "answer_event" VALUES('027rzjmvgf34s','5tyh0xyzb41kx',1,3,3,'t63qo',1795737782324,'applied');
INSERT INTO "answer_event" VALUES('027rzjmvgf34s','s7787esz8bk6h',1,4,4,'jvsxx',1795737782324,'applied');
INSERT INTO "answer_event" VALUES('q7netegz5203k','1856yb6pnbqb9',1,5,4,'16',1795737782324,'applied');
INSERT INTO "answer_event" VALUES('q7netegz5203k','kek3hqshg1trs',1,6,5,'jvsxx',1795737782324,'applied');
INSERT INTO "answer_event" VALUES('9911zrfmxvdna','cgy0ckar3gvg3',1,3,2,'lfehq',1795737782326,'applied');
INSERT INTO "answer_event" VALUES('x9m7gs1fy85g8','dj8f0nb6kpjm7',1,5,7,'ivfpn',1795737782326,'applied');
INSERT INTO "answer_event" VALUES('01zt6raj40bas','2j6q6sgkq25xf',1,3,3,'40',1795737782326,'applied');
INSERT INTO "answer_event" VALUES('01zt6raj40bas','etcpt8jgsr0yx',1,4,4,'sai',1795737782326,'applied');
INSERT INTO "answer_event" VALUES('q7netegz5203k','g961s7jvf3qv2',1,7,6,'dung',1795737782331,'applied');
INSERT INTO "answer_event" VALUES('01zt6raj40bas','4f47bs93v7q83',1,5,5,'sai',1795737782334,'applied');
INSERT INTO "answer_event" VALUES('027rzjmvgf34s','69hm8rhznxgcr',1,5,5,'ivfpn',1795737782337,'applied');
INSERT INTO "answer_event" VALUES('x9m7gs1fy85g8','3wszkdabvbms3',1,6,8,'58',1795737782338,'applied');
INSERT INTO "answer_event" VALUES('q7netegz5203k','8q8rwd62xs2fk',1,8,7,'nnd7d',1795737782347,'applied');
INSERT INTO "answer_event" VALUES('027rzjmvgf34s','zk02w87d79zkb',1,6,6,'kxciw',1795737782360,'applied');
INSERT INTO "answer_event" VALUES('q7netegz5203k','ngpfmkyn9cphz',1,9,7,'av66h',1795737782366,'applied');
INSERT INTO "answer_event" VALUES('x9m7gs1fy85g8','tz9d385yw1hqc',1,7,8,'7',1795737782366,'applied');
INSERT INTO "answer_event" VALUES('9911zrfmxvdna','srpb106067myd',1,4,3,'dung',1795737782381,'applied');
INSERT INTO "answer_event" VALUES('x9m7gs1fy85g8','116tzky19jdgk',1,8,9,'dung',1795737782393,'applied');
INSERT INTO "answer_event" VALUES('9911zrfmxvdna','ff5kbgtedjkge',1,5,4,'12',1795737782398,'applied');
INSERT INTO "answer_event" VALUES('x9m7gs1fy85g8','nqvdyt8qss0pj',1,9,10,'5o2x2',1795737782413,'applied');
INSERT INTO "answer_event" VALUES('027rzjmvgf34s','axm7dqz1269nx',1,7,7,'sai',1795737782413,'applied');
INSERT INTO "answer_event" VALUES('9911zrfmxvdna','qac499xt8jn76',1,6,5,'zx3xt',1795737782418,'applied');
INSERT INTO "answer_event" VALUES('x9m7gs1fy85g8','se1t34t1xet20',1,10,11,'heywx',1795737782436,'applied');
INSERT INTO "answer_event" VALUES('q7netegz5203k','b4pg67xd0zb9g',1,10,8,'4sqr5',1795737782446,'applied');
INSERT INTO "answer_event" VALUES('9911zrfmxvdna','xynpmhh38dz3w',1,7,6,'icc56',1795737782451,'applied');
INSERT INTO "answer_event" VALUES('x9m7gs1fy85g8','8wd5jj18cb858',1,11,12,'jof2a',1795737782471,'applied');
INSERT INTO "answer_event" VALUES('q7netegz5203k','d5y786v8h04yr',1,11,9,'76lbz',1795737782485,'applied');
INSERT INTO "answer_event" VALUES('9911zrfmxvdna','0ehms72net6vm',1,8,7,'kqpv4,p5l6g,uuaiq',1795737782491,'applied');
INSERT INTO "answer_event" VALUES('x9m7gs1fy85g8','6n3m5ep14d6k7',1,12,13,'r2hhi',1795737782492,'applied');
INSERT INTO "answer_event" VALUES('01zt6raj40bas','rre3km2m7v42w',1,6,6,'hlwpj,qkcvr,wesel',1795737782511,'applied');
INSERT INTO "answer_event" VALUES('01zt6raj40bas','yvefr3yz0sraj',1,7,7,'sai',1795737782511,'applied');
INSERT INTO "answer_event" VALUES('01zt6raj40bas','vz30qt0rvnzrz',1,8,8,'vqcpq',1795737782511,'applied');
INSERT INTO "answer_event" VALUES('q7netegz5203k','9x1paawmd5bag',1,12,10,'6w3nu',1795737782511,'applied');
INSERT INTO "answer_event" VALUES('x9m7gs1fy85g8','0yvdwwaf59n9n',1,13,13,'urwlq',1795737782523,'applied');
INSERT INTO "answer_event" VALUES('x9m7gs1fy85g8','9ymwj35wacq2r',1,14,14,'pwdwm',1795737782523,'applied');
INSERT INTO "answer_event" VALUES('q7netegz5203k','6b94p562ae233',1,13,11,'wqbet',1795737782530,'applied');
INSERT INTO "answer_event" VALUES('9911zrfmxvdna','t2a19raassxhv',1,9,8,'jof2a',1795737782538,'applied');
INSERT INTO "answer_event" VALUES('q7netegz5203k','czm53bk554yz3',1,14,12,'dung',1795737782562,'applied');
INSERT INTO "answer_event" VALUES('01zt6raj40bas','adzh7y5wqvvt4',1,9,9,'5az3e',1795737782563,'applied');
INSERT INTO "answer_event" VALUES('9911zrfmxvdna','878cr9ge90bkk',1,10,9,'sh7t3',1795737782585,'applied');
INSERT INTO "answer_event" VALUES('x9m7gs1fy85g8','5k42whqwt4dn7',1,15,15,'zx3xt',1795737782590,'applied');
INSERT INTO "answer_event" VALUES('027rzjmvgf34s','sgefd9k2hdw3p',1,8,8,'lfehq',1795737782627,'applied');
INSERT INTO "answer_event" VALUES('027rzjmvgf34s','6emg63tderhd8',1,9,9,'u7nu4',1795737782627,'applied');
INSERT INTO "answer_event" VALUES('027rzjmvgf34s','wptve4k6kjhqe',1,10,10,'qkcvr,wesel',1795737782627,'applied');
INSERT INTO "answer_event" VALUES('027rzjmvgf34s','8ct4e5az2h1n1',1,12,11,'75npv,e6pcm,fn6um',1795737782627,'applied');
INSERT INTO "answer_event" VALUES('9911zrfmxvdna','228h1nv8bd952',1,11,10,'kxciw',1795737782634,'applied');
INSERT INTO "answer_event" VALUES('q7netegz5203k','y33q8x45vhvhe',1,15,13,'y5oxh',1795737782634,'applied');
INSERT INTO "answer_event" VALUES('027rzjmvgf34s','ehhemdz07s1rf',1,13,12,'11',1795737782702,'applied');
INSERT INTO "answer_event" VALUES('01zt6raj40bas','tj0a0tabe7c4p',1,10,10,'4sqr5',1795737782702,'applied');
INSERT INTO "answer_event" VALUES('01zt6raj40bas','vdbetgcmwprcs',1,11,11,'l6y4s',1795737782702,'applied');
INSERT INTO "answer_event" VALUES('01zt6raj40bas','6yzassaqkdf1e',1,12,12,'ktg2l',1795737782702,'applied');
INSERT INTO "answer_event" VALUES('9911zrfmxvdna','9mmamm81qhddc',1,12,11,'fhmkp,h6cdl,kxjct',1795737782702,'applied');
INSERT INTO "answer_event" VALUES('9911zrfmxvdna','f4w8c2ksrx3a5',1,13,12,'chvpg',1795737782702,'applied');
INSERT INTO "answer_event" VALUES('q7netegz5203k','qbr5kqfzjygke',1,16,14,'gdym4,ttkom',1795737782708,'applied');
INSERT INTO "answer_event" VALUES('027rzjmvgf34s','0k3jx3vsv1s9x',1,14,13,'sai',1795737782787,'applied');
INSERT INTO "answer_event" VALUES('027rzjmvgf34s','k5akymcz5nrrg',1,15,14,'nmj5e,o6j5g,pw2jt',1795737782787,'applied');
INSERT INTO "answer_event" VALUES('9911zrfmxvdna','vbad7fjqfjjyd',1,14,12,'z6hil',1795737782787,'applied');
INSERT INTO "answer_event" VALUES('9911zrfmxvdna','yh6tavkna2wz0',1,15,13,'nclwj',1795737782787,'applied');
INSERT INTO "answer_event" VALUES('9911zrfmxvdna','xgzk4jbeydw1t',1,16,13,'5az3e',1795737782950,'applied');
INSERT INTO "answer_event" VALUES('9911zrfmxvdna','xg1pg33a7v7r1',1,17,14,'dung',1795737782950,'applied');
INSERT INTO "answer_event" VALUES('9911zrfmxvdna','z5z403yv7c8a6',1,18,15,'3txbp',1795737782950,'applied');
INSERT INTO "answer_event" VALUES('q7netegz5203k','a20waar7jmj5m',1,18,15,'3txbp',1795737782950,'applied');
INSERT INTO "answer_event" VALUES('027rzjmvgf34s','n3q88m3nd4tbe',1,16,15,'dung',1795737782996,'applied');
INSERT INTO "answer_event" VALUES('6aepbmjw5ghd7','2z28g02844sax',1,3,3,'12',1795737783043,'applied');
INSERT INTO "answer_event" VALUES('6aepbmjw5ghd7','0ypyawzs2zvaw',1,4,4,'otd54',1795737783043,'applied');
INSERT INTO "answer_event" VALUES('6aepbmjw5ghd7','me64wy5vnampf',1,5,5,'6htox',1795737783043,'applied');
INSERT INTO "answer_event" VALUES('6aepbmjw5ghd7','2ch3xhdfkkw2q',1,7,6,'doh74',1795737783043,'applied');
INSERT INTO "answer_event" VALUES('6aepbmjw5ghd7','7zfaw8pqfaqsk',1,8,7,'sai',1795737783043,'applied');
INSERT INTO "answer_event" VALUES('6aepbmjw5ghd7','mbvs38k8xqcgh',1,9,8,'l6y4s',1795737783043,'applied');
INSERT INTO "answer_event" VALUES('6aepbmjw5ghd7','j9hytqmfcdbt8',1,10,9,'5az3e',1795737783043,'applied');
INSERT INTO "answer_event" VALUES('6aepbmjw5ghd7','21yjsspa6jqpv',1,11,10,'dung',1795737783043,'applied');
INSERT INTO "answer_event" VALUES('6aepbmjw5ghd7','ajhrtpwns7025',1,12,11,'sai',1795737783043,'applied');
INSERT INTO "answer_event" VALUES('6aepbmjw5ghd7','zsmpm0v51fs58',1,14,12,'7',1795737783043,'applied');
INSERT INTO "answer_event" VALUES('6aepbmjw5ghd7','vvxxzrnv455fb',1,15,13,'34',1795737783043,'applied');
INSERT INTO "answer_event" VALUES('6aepbmjw5ghd7','qxttx70cck3cr',1,16,14,'sai',1795737783043,'applied');
INSERT INTO "answer_event" VALUES('6aepbmjw5ghd7','xnk815dagzz1g',1,17,15,'60',1795737783043,'applied');
INSERT INTO "answer_event" VALUES('01zt6raj40bas','jnz7be0zfmccr',1,13,13,'g56wp',1795737784685,'applied');
INSERT INTO "answer_event" VALUES('01zt6raj40bas','ta4c68170yr6c',1,14,14,'gdym4,ttkom',1795737784685,'applied');
INSERT INTO "answer_event" VALUES('01zt6raj40bas','m7y7kx3vmz76r',1,15,15,'sai',1795737784685,'applied');
CREATE TABLE attempt (
	id VARCHAR(13) NOT NULL, 
	entry_id VARCHAR NOT NULL, 
	round_id VARCHAR NOT NULL, 
	unit_id VARCHAR, 
	number INTEGER NOT NULL, 
	paper VARCHAR NOT NULL, 
	slots INTEGER NOT NULL, 
	started_at BIGINT NOT NULL, 
	deadline BIGINT NOT NULL, 
	accepts_until BIGINT NOT NULL, 
	lease INTEGER NOT NULL, 
	holder VARCHAR(13) NOT NULL, 
	state VARCHAR(10) NOT NULL, 
	handed_in_at BIGINT, 
	receipt VARCHAR(12), 
	digest VARCHAR(64), 
	PRIMARY KEY (id), 
	CONSTRAINT state CHECK (state IN ('open','handed_in','timed_out','void')), 
	FOREIGN KEY(entry_id) REFERENCES entry (id), 
	FOREIGN KEY(round_id) REFERENCES round (id), 
	FOREIGN KEY(unit_id) REFERENCES unit (id), 
	UNIQUE (entry_id, round_id, number)
);
INSERT INTO "attempt" VALUES('q7netegz5203k','38ep43jeznhj0','16yv3a925f4gf','db0sdt7xzkcy5',1,'[[40,["p5l6g","kqpv4","374zm","uuaiq"]],[27,["vi2y2","s3usz","rk4hk","xksua"]],[47,["h4et6","uf5br","sh7t3","mqdfw"]],[55,[]],[18,["nkcec","l6y4s","inhkk","jvsxx"]],[60,["dung","sai"]],[1,["3np2y","nefqj","av66h","nnd7d"]],[19,["kxciw","tkkw4","qo4yc","4sqr5"]],[65,["76lbz","urwlq","7chp6","r2hhi"]],[14,["qeejh","vfybn","6w3nu","qkpqw"]],[59,["uctma","icc56","wqbet","b2npu"]],[66,["dung","sai"]],[43,["ecmtd","xuzkd","q3jkb","y5oxh"]],[45,["dtsip","ttkom","exmcp","gdym4"]],[37,["hg5o6","ogx4n","cu2du","3txbp"]]]',15,1795737781683,1795738381683,1795738401683,1,'8sbjzjxh9272z','handed_in',1795737783058,'HT-C12E-PQ2K','bf75d44bad16c3787434555725e012cd1ee62b5abc2c6c4fadddd1ce21f39047');
INSERT INTO "attempt" VALUES('x9m7gs1fy85g8','fvkkfme9s2fvb','16yv3a925f4gf','db0sdt7xzkcy5',1,'[[16,[]],[23,[]],[30,["dung","sai"]],[3,["o6j5g","fk4qs","pw2jt","nmj5e"]],[61,[]],[4,["dung","sai"]],[63,["xdqd6","mfyzt","l7kk6","ivfpn"]],[12,[]],[60,["dung","sai"]],[42,["5o2x2","lfehq","hpwpn","heywx"]],[11,["hpwpn","cb4nb","lfehq","heywx"]],[24,["tb5df","h5smv","cbh3c","jof2a"]],[65,["urwlq","76lbz","r2hhi","7chp6"]],[48,["hpgwd","pwdwm","mrl24","gysop"]],[36,["ogx4n","zx3xt","u7nu4","3zlql"]]]',15,1795737781703,1795738381703,1795738401703,1,'wj2vg3jznwja3','handed_in',1795737782803,'HT-73CV-HKBF','4f6d6f63d5b0a981c2090cb092b5484ddef371680ba12c8a5b45e36442b1287f');
INSERT INTO "attempt" VALUES('9911zrfmxvdna','wzytgbwp8x2xm','16yv3a925f4gf','vtk2h0zrvcc1b',1,'[[66,["dung","sai"]],[22,["heywx","lfehq","wcvsk","hpwpn"]],[4,["dung","sai"]],[61,[]],[36,["3zlql","u7nu4","ogx4n","zx3xt"]],[59,["icc56","uctma","b2npu","wqbet"]],[40,["kqpv4","uuaiq","p5l6g","374zm"]],[24,["jof2a","cbh3c","h5smv","tb5df"]],[47,["mqdfw","h4et6","uf5br","sh7t3"]],[19,["qo4yc","kxciw","tkkw4","4sqr5"]],[10,["h6cdl","xcb2o","fhmkp","kxjct"]],[7,["geuji","f47nn","z6hil","chvpg"]],[57,["nclwj","5az3e","lus2j","rit5a"]],[38,["dung","sai"]],[37,["ogx4n","cu2du","hg5o6","3txbp"]]]',15,1795737781703,1795737786328,1795737806328,1,'mhh3zh14hdch3','timed_out',1795737786328,'HT-GXT8-CVDV','5263823b70f8646efab473501e55843f0f6565b734ad8ea6d175f4df78ed28a2');
INSERT INTO "attempt" VALUES('6aepbmjw5ghd7','psyzw00y5gge3','16yv3a925f4gf','7t74bgn2vm3s8',1,'[[66,["dung","sai"]],[17,["hlwpj","qkcvr","fwqdq","wesel"]],[61,[]],[33,["wzor7","alprr","r3xuf","otd54"]],[20,["rnkc7","gdaun","fr72k","6htox"]],[6,["doh74","y7let","tbaha","kcvop"]],[30,["dung","sai"]],[18,["nkcec","inhkk","jvsxx","l6y4s"]],[57,["lus2j","rit5a","nclwj","5az3e"]],[38,["dung","sai"]],[54,["dung","sai"]],[12,[]],[23,[]],[25,["dung","sai"]],[16,[]]]',15,1795737781776,1795738381776,1795738401776,1,'acncjbe0zf7xc','handed_in',1795737783043,'HT-423V-2TAQ','783b2ee58586470860024a90e6159473142384b3a99cfae32fba66bcd7ab4080');
INSERT INTO "attempt" VALUES('027rzjmvgf34s','3vxzxeb53m639','16yv3a925f4gf','1cza9ravxj8kx',1,'[[10,["fhmkp","h6cdl","xcb2o","kxjct"]],[25,["dung","sai"]],[34,["iycwz","t63qo","ikhae","sm7tk"]],[18,["jvsxx","l6y4s","nkcec","inhkk"]],[63,["l7kk6","mfyzt","ivfpn","xdqd6"]],[19,["kxciw","qo4yc","tkkw4","4sqr5"]],[13,["dung","sai"]],[22,["lfehq","hpwpn","wcvsk","heywx"]],[36,["ogx4n","u7nu4","zx3xt","3zlql"]],[17,["wesel","fwqdq","hlwpj","qkcvr"]],[62,["4te2h","fn6um","e6pcm","75npv"]],[61,[]],[38,["dung","sai"]],[3,["pw2jt","fk4qs","nmj5e","o6j5g"]],[60,["dung","sai"]]]',15,1795737781794,1795738381794,1795738401794,1,'s83m46e1hheb0','handed_in',1795737783059,'HT-9V6P-HCH6','af4d8d3d7504dd6bae697d15ea446e3409f6fb07ad49ce7c74982cc9a24d19a1');
INSERT INTO "attempt" VALUES('01zt6raj40bas','kyjertq335j80','16yv3a925f4gf','t86wezdys5etb',1,'[[43,["ecmtd","y5oxh","q3jkb","xuzkd"]],[46,["dung","sai"]],[55,[]],[30,["dung","sai"]],[4,["dung","sai"]],[17,["qkcvr","wesel","fwqdq","hlwpj"]],[25,["dung","sai"]],[53,["sl4ol","otraf","hnule","vqcpq"]],[57,["nclwj","5az3e","lus2j","rit5a"]],[19,["qo4yc","kxciw","tkkw4","4sqr5"]],[18,["nkcec","inhkk","l6y4s","jvsxx"]],[29,["ktg2l","3rver","o2gbr","qb66b"]],[39,["4c7b2","dsj6i","g56wp","fcpqr"]],[45,["ttkom","gdym4","exmcp","dtsip"]],[66,["dung","sai"]]]',15,1795737781794,1795737786328,1795737806328,1,'deym1nthxay64','timed_out',1795737786328,'HT-6BZQ-6310','543fc492a016439f7c30c63978058b7f21ccaec6b6ba969326a7016cbe14b2cc');
CREATE TABLE attempt_adjustment (
	id VARCHAR(13) NOT NULL, 
	attempt_id VARCHAR NOT NULL, 
	kind VARCHAR(10) NOT NULL, 
	seconds INTEGER NOT NULL, 
	by_staff VARCHAR(13) NOT NULL, 
	at BIGINT NOT NULL, 
	reason VARCHAR(300) NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(attempt_id) REFERENCES attempt (id)
);
CREATE TABLE audit (
	seq INTEGER NOT NULL, 
	at BIGINT NOT NULL, 
	content VARCHAR NOT NULL, 
	previous VARCHAR(64) NOT NULL, 
	hash VARCHAR(64) NOT NULL, 
	PRIMARY KEY (seq)
);
INSERT INTO "audit" VALUES(1,1795737771583,'{"action":"accounts.create","actor":"demo","detail":{"role":"admin"},"subject":"x43hxs4zxacwj"}','0000000000000000000000000000000000000000000000000000000000000000','b3784072b9f0deb1f824f3ce16a67ae8a21ac32ae80d4f84476eff32820aecd0');
INSERT INTO "audit" VALUES(2,1795737785250,'{"action":"accounts.login","actor":"x43hxs4zxacwj","detail":{},"subject":"x43hxs4zxacwj"}','b3784072b9f0deb1f824f3ce16a67ae8a21ac32ae80d4f84476eff32820aecd0','e9408c308e983836e216051247a060e87bf0a860f73431b7f0751196a12cb532');
INSERT INTO "audit" VALUES(3,1795737786328,'{"action":"rounds.close","actor":"x43hxs4zxacwj","detail":{"closes_at":"2026-11-27T00:03:06.328000+00:00"},"subject":"16yv3a925f4gf"}','e9408c308e983836e216051247a060e87bf0a860f73431b7f0751196a12cb532','406332553788bf6d6233d02525c68183e244eb97b4b31e39face505e11dd9ea5');
INSERT INTO "audit" VALUES(4,1795737809132,'{"action":"rounds.closed","actor":"server","detail":{"ranked":6},"subject":"16yv3a925f4gf"}','406332553788bf6d6233d02525c68183e244eb97b4b31e39face505e11dd9ea5','4cd4b085b563510eef44cad45e6de0a5dac4eee97bde83ff6293a049a2af1622');
CREATE TABLE audit_head (
	id INTEGER NOT NULL, 
	seq INTEGER NOT NULL, 
	hash VARCHAR(64) NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "audit_head" VALUES(1,4,'4cd4b085b563510eef44cad45e6de0a5dac4eee97bde83ff6293a049a2af1622');
CREATE TABLE bank (
	id INTEGER NOT NULL, 
	slug VARCHAR(80) NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (slug)
);
INSERT INTO "bank" VALUES(1,'bo-cau-hoi-mau','Bộ câu hỏi mẫu');
CREATE TABLE campaign (
	id VARCHAR(13) NOT NULL, 
	slug VARCHAR(60) NOT NULL, 
	title VARCHAR(200) NOT NULL, 
	organiser VARCHAR(200) NOT NULL, 
	contact VARCHAR(300) NOT NULL, 
	about VARCHAR(2000) NOT NULL, 
	bank_slug VARCHAR(60) NOT NULL, 
	is_sample BOOLEAN NOT NULL, 
	created_at BIGINT NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (slug)
);
INSERT INTO "campaign" VALUES('d5wxnp1cghmc8','ngay-hoi-chuyen-doi-so','Hội thi
Ngày Chuyển đổi số
xã Đăk Tô','UBND xã Đăk Tô (dữ liệu mẫu)
Đoàn TNCS Hồ Chí Minh xã Đăk Tô','Ban Tổ chức (dữ liệu mẫu), UBND xã Đăk Tô, tỉnh Quảng Ngãi','Dữ liệu mẫu để dùng thử: mỗi người một lượt, bảng xếp hạng trực tiếp.','bo-cau-hoi-mau',1,1795737771583);
INSERT INTO "campaign" VALUES('gvcfgy9ve9xkq','tim-hieu-chuyen-doi-so','Chuyển đổi số
và cải cách
hành chính','UBND xã Đăk Tô (dữ liệu mẫu)
Đoàn TNCS Hồ Chí Minh xã Đăk Tô','Ban Tổ chức (dữ liệu mẫu), UBND xã Đăk Tô, tỉnh Quảng Ngãi','Dữ liệu mẫu để dùng thử: ba lượt thi, có câu dự đoán, kết quả sau khi đóng.','bo-cau-hoi-mau',1,1795737771583);
CREATE TABLE entry (
	id VARCHAR(13) NOT NULL, 
	campaign_id VARCHAR NOT NULL, 
	person_id VARCHAR NOT NULL, 
	unit_id VARCHAR, 
	code_hash VARCHAR(64) NOT NULL, 
	consent_version VARCHAR(20) NOT NULL, 
	consent_at BIGINT NOT NULL, 
	consent_publish BOOLEAN NOT NULL, 
	guardian_consent BOOLEAN NOT NULL, 
	barred_reason VARCHAR(300), 
	created_at BIGINT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(campaign_id) REFERENCES campaign (id), 
	FOREIGN KEY(person_id) REFERENCES person (id), 
	FOREIGN KEY(unit_id) REFERENCES unit (id), 
	UNIQUE (campaign_id, code_hash), 
	UNIQUE (campaign_id, person_id)
);
INSERT INTO "entry" VALUES('3vxzxeb53m639','d5wxnp1cghmc8','6xm9sn57waxnz','1cza9ravxj8kx','97a8c9cd0f043c7599774d41a882dd242bd6ecefeccf4be93175e850526b241b','1',1795737781138,1,0,NULL,1795737781138);
INSERT INTO "entry" VALUES('wzytgbwp8x2xm','d5wxnp1cghmc8','4jpn2ycdsp1a3','vtk2h0zrvcc1b','c687355926a580e145df3113324c73f332467000d729cfcabaf79751a05bad13','1',1795737781190,1,0,NULL,1795737781190);
INSERT INTO "entry" VALUES('38ep43jeznhj0','d5wxnp1cghmc8','93waqzme519wq','db0sdt7xzkcy5','ff741b4df9b63b09d0337088181ad79952e35b46267a841727f22945b7dd12b0','1',1795737781190,0,0,NULL,1795737781190);
INSERT INTO "entry" VALUES('psyzw00y5gge3','d5wxnp1cghmc8','40vprh09rhrfv','7t74bgn2vm3s8','5101dcfcae20df5b8b7f2ce1b334ddf36dccd73a42cee6d3a85420cffa7a8ee4','1',1795737781190,1,0,NULL,1795737781190);
INSERT INTO "entry" VALUES('fvkkfme9s2fvb','d5wxnp1cghmc8','b7q1bpr5hm4pd','db0sdt7xzkcy5','13e9f7914c5b534d378725c3cf03f8ca1deca4d14497726990e48ab2db0ef13f','1',1795737781268,0,1,NULL,1795737781268);
INSERT INTO "entry" VALUES('kyjertq335j80','d5wxnp1cghmc8','eane4sykp3rsy','t86wezdys5etb','4faf315eebda35420dcc9edd598592b5970c50d5fd3ca61a823c14970edda4a7','1',1795737781370,0,1,NULL,1795737781370);
CREATE TABLE grade (
	attempt_id VARCHAR(13) NOT NULL, 
	key_version VARCHAR(64) NOT NULL, 
	points INTEGER NOT NULL, 
	"right" INTEGER NOT NULL, 
	detail VARCHAR NOT NULL, 
	prediction INTEGER, 
	graded_at BIGINT NOT NULL, 
	PRIMARY KEY (attempt_id, key_version), 
	FOREIGN KEY(attempt_id) REFERENCES attempt (id)
);
INSERT INTO "grade" VALUES('x9m7gs1fy85g8','968998e3aecc6cebd05e78d3dcb9bd9e42b6e533ae89439a5842f4a7f1600276',1100,11,'[100,0,100,0,0,100,100,100,100,100,100,100,0,100,100]',NULL,1795737782803);
INSERT INTO "grade" VALUES('6aepbmjw5ghd7','865f6a8e7988cf4320fa1165a4d1c084694dc5b60998bab68b02d2fe0266a890',1200,12,'[100,100,100,0,100,100,0,100,100,100,100,100,100,100,0]',NULL,1795737783043);
INSERT INTO "grade" VALUES('027rzjmvgf34s','eff0f3aa395927e9e85df9c070c3e7ebabf072a4eb16845ac2c00aec4e435506',700,7,'[0,100,100,0,100,100,0,100,0,0,0,0,0,100,100]',NULL,1795737783059);
INSERT INTO "grade" VALUES('q7netegz5203k','889ef7f37f63b3928aaa03797600f55766f505367fb703029ace212f309d1ebb',700,7,'[0,100,0,0,0,100,100,0,100,0,0,0,100,100,100]',NULL,1795737783059);
INSERT INTO "grade" VALUES('01zt6raj40bas','aba141652084453b4604e473005700faa2e119636a9bf8461cce0641681e87c9',1000,10,'[0,0,100,0,100,0,100,100,100,0,100,100,100,100,100]',NULL,1795737786328);
INSERT INTO "grade" VALUES('9911zrfmxvdna','25c873234198dcb8505703d19586b4f03fb0527384c815f6ff15b9ffd9b51fed',1300,13,'[100,100,0,100,100,100,100,100,100,100,0,100,100,100,100]',NULL,1795737786328);
CREATE TABLE job (
	id VARCHAR(13) NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	subject VARCHAR(40) NOT NULL, 
	state VARCHAR(10) NOT NULL, 
	step VARCHAR(40) NOT NULL, 
	cursor VARCHAR(200) NOT NULL, 
	done INTEGER NOT NULL, 
	total INTEGER NOT NULL, 
	error VARCHAR(500) NOT NULL, 
	not_before BIGINT NOT NULL, 
	created_at BIGINT NOT NULL, 
	updated_at BIGINT NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT state CHECK (state IN ('waiting','running','done','failed')), 
	UNIQUE (kind, subject)
);
INSERT INTO "job" VALUES('jsxbpnrqrqde2','close','16yv3a925f4gf','done','rank','',6,6,'',1795737808328,1795737786328,1795737809132);
CREATE TABLE login_failure (
	login VARCHAR(60) NOT NULL, 
	count INTEGER NOT NULL, 
	last_at BIGINT NOT NULL, 
	PRIMARY KEY (login)
);
CREATE TABLE person (
	id VARCHAR(13) NOT NULL, 
	name VARCHAR(120) NOT NULL, 
	folded VARCHAR(120) NOT NULL, 
	sort_key VARCHAR(600) NOT NULL, 
	birth_year INTEGER, 
	phone VARCHAR(20), 
	guardian VARCHAR(120), 
	merged_into VARCHAR, 
	erased_at BIGINT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(merged_into) REFERENCES person (id)
);
INSERT INTO "person" VALUES('6xm9sn57waxnz','Hồ Ngọc Vinh','ho ngoc vinh','483237310000003139000137303824000050',1987,NULL,NULL,NULL,NULL);
INSERT INTO "person" VALUES('4jpn2ycdsp1a3','Y Bích','i bich','233224310004005100000',2009,NULL,NULL,NULL,NULL);
INSERT INTO "person" VALUES('93waqzme519wq','Trần Thanh Vân','tran thanh van','482237000004543223700001045312037310000000',1991,NULL,NULL,NULL,NULL);
INSERT INTO "person" VALUES('40vprh09rhrfv','Y Phương','i phuong','413147403730000000005100000',1993,NULL,NULL,NULL,NULL);
INSERT INTO "person" VALUES('b7q1bpr5hm4pd','Võ Quốc Dũng','vo quoc dung','254637300003004838000342463924000040',2011,NULL,'Phụ huynh Võ Quốc Dũng',NULL,NULL);
INSERT INTO "person" VALUES('eane4sykp3rsy','Y Phương','i phuong','413147403730000000005100000',2011,NULL,'Phụ huynh Y Phương',NULL,NULL);
CREATE TABLE question (
	id INTEGER NOT NULL, 
	bank_id INTEGER NOT NULL, 
	state VARCHAR(10) NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT state CHECK (state IN ('draft','approved','retired')), 
	FOREIGN KEY(bank_id) REFERENCES bank (id)
);
INSERT INTO "question" VALUES(1,1,'approved');
INSERT INTO "question" VALUES(2,1,'approved');
INSERT INTO "question" VALUES(3,1,'approved');
INSERT INTO "question" VALUES(4,1,'approved');
INSERT INTO "question" VALUES(5,1,'approved');
INSERT INTO "question" VALUES(6,1,'approved');
INSERT INTO "question" VALUES(7,1,'approved');
INSERT INTO "question" VALUES(8,1,'approved');
INSERT INTO "question" VALUES(9,1,'approved');
INSERT INTO "question" VALUES(10,1,'approved');
INSERT INTO "question" VALUES(11,1,'approved');
INSERT INTO "question" VALUES(12,1,'approved');
INSERT INTO "question" VALUES(13,1,'approved');
INSERT INTO "question" VALUES(14,1,'approved');
INSERT INTO "question" VALUES(15,1,'approved');
INSERT INTO "question" VALUES(16,1,'approved');
INSERT INTO "question" VALUES(17,1,'approved');
INSERT INTO "question" VALUES(18,1,'approved');
INSERT INTO "question" VALUES(19,1,'approved');
INSERT INTO "question" VALUES(20,1,'approved');
INSERT INTO "question" VALUES(21,1,'approved');
INSERT INTO "question" VALUES(22,1,'approved');
INSERT INTO "question" VALUES(23,1,'approved');
INSERT INTO "question" VALUES(24,1,'approved');
INSERT INTO "question" VALUES(25,1,'approved');
INSERT INTO "question" VALUES(26,1,'approved');
INSERT INTO "question" VALUES(27,1,'approved');
INSERT INTO "question" VALUES(28,1,'approved');
INSERT INTO "question" VALUES(29,1,'approved');
INSERT INTO "question" VALUES(30,1,'approved');
INSERT INTO "question" VALUES(31,1,'approved');
INSERT INTO "question" VALUES(32,1,'approved');
INSERT INTO "question" VALUES(33,1,'approved');
INSERT INTO "question" VALUES(34,1,'approved');
INSERT INTO "question" VALUES(35,1,'approved');
INSERT INTO "question" VALUES(36,1,'approved');
INSERT INTO "question" VALUES(37,1,'approved');
INSERT INTO "question" VALUES(38,1,'approved');
INSERT INTO "question" VALUES(39,1,'approved');
INSERT INTO "question" VALUES(40,1,'approved');
INSERT INTO "question" VALUES(41,1,'approved');
INSERT INTO "question" VALUES(42,1,'approved');
INSERT INTO "question" VALUES(43,1,'approved');
INSERT INTO "question" VALUES(44,1,'approved');
INSERT INTO "question" VALUES(45,1,'approved');
INSERT INTO "question" VALUES(46,1,'approved');
INSERT INTO "question" VALUES(47,1,'approved');
INSERT INTO "question" VALUES(48,1,'approved');
INSERT INTO "question" VALUES(49,1,'approved');
INSERT INTO "question" VALUES(50,1,'approved');
INSERT INTO "question" VALUES(51,1,'approved');
INSERT INTO "question" VALUES(52,1,'approved');
INSERT INTO "question" VALUES(53,1,'approved');
INSERT INTO "question" VALUES(54,1,'approved');
INSERT INTO "question" VALUES(55,1,'approved');
INSERT INTO "question" VALUES(56,1,'approved');
INSERT INTO "question" VALUES(57,1,'approved');
INSERT INTO "question" VALUES(58,1,'approved');
INSERT INTO "question" VALUES(59,1,'approved');
INSERT INTO "question" VALUES(60,1,'approved');
INSERT INTO "question" VALUES(61,1,'approved');
INSERT INTO "question" VALUES(62,1,'approved');
INSERT INTO "question" VALUES(63,1,'approved');
INSERT INTO "question" VALUES(64,1,'approved');
INSERT INTO "question" VALUES(65,1,'approved');
INSERT INTO "question" VALUES(66,1,'approved');
CREATE TABLE question_key (
	id INTEGER NOT NULL, 
	revision_id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	content TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(revision_id) REFERENCES question_revision (id), 
	UNIQUE (revision_id, version)
);
INSERT INTO "question_key" VALUES(1,1,1,'{"basis":"Kiến thức chung về an toàn thông tin","explanation":"Kẻ gian có thể giả tên người gửi. Số tổng đài in trên thẻ hoặc trang chính thức của ngân hàng mới đáng tin.","number":null,"right":["av66h"]}');
INSERT INTO "question_key" VALUES(2,2,1,'{"basis":"Kiến thức chung về an toàn thông tin","explanation":"Mật khẩu dài, khó đoán thì khó bị dò. Mỗi nơi một mật khẩu thì lộ một nơi không kéo theo nơi khác.","number":null,"right":["cykya"]}');
INSERT INTO "question_key" VALUES(3,3,1,'{"basis":"Kiến thức chung về an toàn thông tin","explanation":"Thúc ép, đòi mã hoặc tiền và đường dẫn giả là những thủ đoạn thường gặp. Lời mời đến trụ sở là cách làm việc bình thường.","number":null,"right":["nmj5e","o6j5g","pw2jt"]}');
INSERT INTO "question_key" VALUES(4,4,1,'{"basis":"Kiến thức chung về an toàn thông tin","explanation":"Cơ quan công an không yêu cầu người dân chuyển tiền qua điện thoại. Đây là thủ đoạn lừa đảo, bạn nên báo công an nơi gần nhất.","number":null,"right":["sai"]}');
INSERT INTO "question_key" VALUES(5,5,1,'{"basis":"Kiến thức chung về an toàn thông tin","explanation":"Mã OTP xác nhận giao dịch của chính bạn. Ai có mã này có thể lấy tiền trong tài khoản.","number":null,"right":["dung"]}');
INSERT INTO "question_key" VALUES(6,6,1,'{"basis":"Kiến thức chung về an toàn thông tin","explanation":"Mạng công cộng có thể bị nghe lén hoặc giả mạo, nên tránh các việc cần mật khẩu và tiền bạc.","number":null,"right":["doh74"]}');
INSERT INTO "question_key" VALUES(7,7,1,'{"basis":"Kiến thức chung về an toàn thông tin","explanation":"Ngoài mật khẩu còn cần một bước xác nhận nữa, nên lộ mật khẩu chưa đủ để mất tài khoản.","number":null,"right":["z6hil"]}');
INSERT INTO "question_key" VALUES(8,8,1,'{"basis":"Kiến thức chung về an toàn thông tin","explanation":"Khóa tài khoản và SIM sớm thì kẻ gian không kịp nhận mã OTP hay chuyển tiền.","number":null,"right":["7t5gz"]}');
INSERT INTO "question_key" VALUES(9,9,1,'{"basis":"Kiến thức chung về an toàn thông tin","explanation":"Ảnh, giọng nói và hình ảnh đều có thể bị làm giả. Gọi lại bằng số bạn vẫn dùng là cách kiểm tra độc lập.","number":null,"right":["2icci"]}');
INSERT INTO "question_key" VALUES(10,10,1,'{"basis":"Kiến thức chung về an toàn thông tin","explanation":"Bản cập nhật vá lỗ hổng, khóa màn hình ngăn người khác mở máy. Ứng dụng từ đường dẫn lạ có thể chứa mã độc.","number":null,"right":["h6cdl","kxjct"]}');
INSERT INTO "question_key" VALUES(11,11,1,'{"basis":"Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15 ngày 26/6/2025","explanation":"Luật được Quốc hội thông qua ngày 26/6/2025 và có hiệu lực từ ngày 01/01/2026.","number":null,"right":["heywx"]}');
INSERT INTO "question_key" VALUES(12,12,1,'{"basis":"Điều 7, Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15 ngày 26/6/2025","explanation":"Điều 7 của luật nêu 7 hành vi bị nghiêm cấm, trong đó có mua, bán dữ liệu cá nhân trái quy định.","number":7,"right":[]}');
INSERT INTO "question_key" VALUES(13,13,1,'{"basis":"Điều 7, Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15 ngày 26/6/2025","explanation":"Luật cấm cả việc dùng dữ liệu của người khác lẫn việc cho người khác dùng dữ liệu của mình để làm việc trái pháp luật.","number":null,"right":["dung"]}');
INSERT INTO "question_key" VALUES(14,14,1,'{"basis":"Kiến thức chung về an toàn thông tin","explanation":"Số lượt thích và lời người đăng không chứng minh được tin là thật. Cổng thông tin của cơ quan nhà nước và báo chí chính thống đáng tin hơn.","number":null,"right":["qkpqw"]}');
INSERT INTO "question_key" VALUES(15,15,1,'{"basis":"Nghị quyết số 76/NQ-CP ngày 15/7/2021","explanation":"Chính phủ ban hành chương trình cho giai đoạn 2021 – 2030.","number":null,"right":["mkek6"]}');
INSERT INTO "question_key" VALUES(16,16,1,'{"basis":"Nghị quyết số 76/NQ-CP ngày 15/7/2021","explanation":"Sáu nội dung là thể chế, thủ tục hành chính, tổ chức bộ máy, chế độ công vụ, tài chính công, xây dựng chính quyền điện tử và chính quyền số.","number":6,"right":[]}');
INSERT INTO "question_key" VALUES(17,17,1,'{"basis":"Nghị quyết số 76/NQ-CP ngày 15/7/2021","explanation":"Thể chế, chế độ công vụ và tài chính công nằm trong sáu nội dung cải cách hành chính. Sách giáo khoa thuộc việc đổi mới giáo dục.","number":null,"right":["fwqdq","hlwpj","wesel"]}');
INSERT INTO "question_key" VALUES(18,18,1,'{"basis":"Nghị quyết số 76/NQ-CP ngày 15/7/2021","explanation":"Sự hài lòng của người dân, tổ chức đối với sự phục vụ của cơ quan nhà nước là thước đo hiệu quả công tác cải cách hành chính.","number":null,"right":["l6y4s"]}');
INSERT INTO "question_key" VALUES(19,19,1,'{"basis":"Mục B.II.4, Kế hoạch truyền thông về cải cách hành chính và chuyển đổi số xã Đăk Tô năm 2025","explanation":"SIPAS là chỉ số hài lòng của người dân đối với sự phục vụ của cơ quan hành chính nhà nước.","number":null,"right":["kxciw"]}');
INSERT INTO "question_key" VALUES(20,20,1,'{"basis":"Mục B.II.4, Kế hoạch truyền thông về cải cách hành chính và chuyển đổi số xã Đăk Tô năm 2025","explanation":"PAR INDEX là chỉ số cải cách hành chính của các bộ và các tỉnh, thành phố.","number":null,"right":["6htox"]}');
INSERT INTO "question_key" VALUES(21,21,1,'{"basis":"Trang thông tin chính thức của PAPI, papi.org.vn","explanation":"Chương trình Phát triển Liên hợp quốc (UNDP) cùng các đối tác trong nước thực hiện PAPI. Khảo sát có quy mô toàn quốc từ năm 2011.","number":null,"right":["ihme5"]}');
INSERT INTO "question_key" VALUES(22,22,1,'{"basis":"Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16/6/2025","explanation":"Từ ngày 01/7/2025, chính quyền địa phương chỉ còn cấp tỉnh và cấp xã.","number":null,"right":["lfehq"]}');
INSERT INTO "question_key" VALUES(23,23,1,'{"basis":"Nghị quyết số 202/2025/QH15 ngày 12/6/2025","explanation":"Cả nước có 28 tỉnh và 6 thành phố trực thuộc Trung ương, tổng cộng 34.","number":34,"right":[]}');
INSERT INTO "question_key" VALUES(24,24,1,'{"basis":"Nghị quyết số 202/2025/QH15 ngày 12/6/2025","explanation":"Quốc hội sắp xếp tỉnh Quảng Ngãi và tỉnh Kon Tum thành tỉnh Quảng Ngãi mới.","number":null,"right":["jof2a"]}');
INSERT INTO "question_key" VALUES(25,25,1,'{"basis":"Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16/6/2025","explanation":"Chính quyền địa phương nay có hai cấp là cấp tỉnh và cấp xã, cấp huyện đã kết thúc hoạt động.","number":null,"right":["sai"]}');
INSERT INTO "question_key" VALUES(26,26,1,'{"basis":"Nghị định số 118/2025/NĐ-CP ngày 09/6/2025","explanation":"Nghị định quy định việc giải quyết thủ tục hành chính theo cơ chế một cửa, một cửa liên thông tại Bộ phận Một cửa và Cổng Dịch vụ công quốc gia.","number":null,"right":["q7qou"]}');
INSERT INTO "question_key" VALUES(27,27,1,'{"basis":"Quyết định số 766/QĐ-TTg ngày 23/6/2022","explanation":"Bộ chỉ số phục vụ chỉ đạo, điều hành và đánh giá chất lượng phục vụ người dân, doanh nghiệp trong thực hiện thủ tục hành chính, dịch vụ công.","number":null,"right":["xksua"]}');
INSERT INTO "question_key" VALUES(28,28,1,'{"basis":"Nghị quyết số 19-NQ/TW ngày 25/10/2017","explanation":"Nghị quyết nói về tiếp tục đổi mới hệ thống tổ chức quản lý, nâng cao chất lượng và hiệu quả hoạt động của các đơn vị sự nghiệp công lập.","number":null,"right":["ldnen"]}');
INSERT INTO "question_key" VALUES(29,29,1,'{"basis":"Mục B.II.7, Kế hoạch truyền thông về cải cách hành chính và chuyển đổi số xã Đăk Tô năm 2025","explanation":"Địa chỉ, điện thoại đường dây nóng được công khai để tiếp nhận phản ánh về thủ tục và thái độ phục vụ.","number":null,"right":["ktg2l"]}');
INSERT INTO "question_key" VALUES(30,30,1,'{"basis":"Mục B.II.8, Kế hoạch truyền thông về cải cách hành chính và chuyển đổi số xã Đăk Tô năm 2025","explanation":"Cá nhân, tổ chức có quyền, nghĩa vụ và trách nhiệm tham gia, giám sát tiến trình cải cách hành chính.","number":null,"right":["dung"]}');
INSERT INTO "question_key" VALUES(31,31,1,'{"basis":"Quyết định số 505/QĐ-TTg ngày 22/4/2022","explanation":"Thủ tướng Chính phủ lấy ngày 10/10 hằng năm làm Ngày Chuyển đổi số quốc gia.","number":null,"right":["qzkly"]}');
INSERT INTO "question_key" VALUES(32,32,1,'{"basis":"Giải thích của Bộ Thông tin và Truyền thông về Ngày Chuyển đổi số quốc gia; Quyết định số 505/QĐ-TTg ngày 22/4/2022","explanation":"Máy tính biểu diễn dữ liệu bằng hai chữ số 1 và 0. Ngày 10/10 gợi nhớ đến hai chữ số đó.","number":null,"right":["yoi5s"]}');
INSERT INTO "question_key" VALUES(33,33,1,'{"basis":"Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị","explanation":"Đây là nghị quyết của Bộ Chính trị, ban hành ngày 22/12/2024.","number":null,"right":["r3xuf"]}');
INSERT INTO "question_key" VALUES(34,34,1,'{"basis":"Mục IV, Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị","explanation":"Nghị quyết giao Tổng Bí thư làm Trưởng Ban Chỉ đạo Trung ương, cho thấy quyết tâm chính trị ở cấp cao nhất.","number":null,"right":["t63qo"]}');
INSERT INTO "question_key" VALUES(35,35,1,'{"basis":"Mục III, Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị","explanation":"Mục III của Nghị quyết nêu 7 nhiệm vụ, giải pháp.","number":7,"right":[]}');
INSERT INTO "question_key" VALUES(36,36,1,'{"basis":"Mục II, Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị","explanation":"Mục tiêu đến năm 2030 là kinh tế số đạt tối thiểu 30% GDP.","number":null,"right":["zx3xt"]}');
INSERT INTO "question_key" VALUES(37,37,1,'{"basis":"Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị","explanation":"Nghị quyết yêu cầu bố trí ít nhất 3% tổng chi ngân sách hằng năm cho các lĩnh vực này.","number":null,"right":["3txbp"]}');
INSERT INTO "question_key" VALUES(38,38,1,'{"basis":"Mục II, Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị","explanation":"Phủ sóng 5G toàn quốc là một mục tiêu đến năm 2030 của Nghị quyết.","number":null,"right":["dung"]}');
INSERT INTO "question_key" VALUES(39,39,1,'{"basis":"Quyết định số 749/QĐ-TTg ngày 03/6/2020","explanation":"Thủ tướng Chính phủ phê duyệt Chương trình chuyển đổi số quốc gia tại Quyết định số 749/QĐ-TTg.","number":null,"right":["g56wp"]}');
INSERT INTO "question_key" VALUES(40,40,1,'{"basis":"Quyết định số 749/QĐ-TTg ngày 03/6/2020","explanation":"Ba trụ cột của chương trình là Chính phủ số, kinh tế số và xã hội số.","number":null,"right":["kqpv4","p5l6g","uuaiq"]}');
INSERT INTO "question_key" VALUES(41,41,1,'{"basis":"Quyết định số 749/QĐ-TTg ngày 03/6/2020","explanation":"Mục tiêu đặt ra khi đó cho năm 2025 là kinh tế số chiếm 20% GDP.","number":null,"right":["3zlql"]}');
INSERT INTO "question_key" VALUES(42,42,1,'{"basis":"Luật Chuyển đổi số số 148/2025/QH15 ngày 11/12/2025","explanation":"Quốc hội ban hành luật ngày 11/12/2025, luật có hiệu lực từ ngày 01/7/2026.","number":null,"right":["5o2x2"]}');
INSERT INTO "question_key" VALUES(43,43,1,'{"basis":"Quyết định số 06/QĐ-TTg ngày 06/01/2022","explanation":"Đề án phát triển ứng dụng dữ liệu về dân cư, định danh và xác thực điện tử phục vụ chuyển đổi số quốc gia.","number":null,"right":["y5oxh"]}');
INSERT INTO "question_key" VALUES(44,44,1,'{"basis":"Mục B.I.4.b, Kế hoạch truyền thông về cải cách hành chính và chuyển đổi số xã Đăk Tô năm 2025","explanation":"Kế hoạch nêu định hướng đưa hoạt động của người dân, doanh nghiệp lên môi trường số qua phổ cập các nền tảng số Việt Nam.","number":null,"right":["rkhmm"]}');
INSERT INTO "question_key" VALUES(45,45,1,'{"basis":"Kiến thức chung","explanation":"Quét mã QR và quẹt thẻ chuyển tiền qua tài khoản. Hai cách còn lại vẫn dùng tiền mặt.","number":null,"right":["gdym4","ttkom"]}');
INSERT INTO "question_key" VALUES(46,46,1,'{"basis":"Mục B.II.5.e, Kế hoạch truyền thông về cải cách hành chính và chuyển đổi số xã Đăk Tô năm 2025","explanation":"Chuyển đổi số còn là đổi mới cách làm việc, cách quản lý và cách phục vụ người dân trên môi trường số.","number":null,"right":["sai"]}');
INSERT INTO "question_key" VALUES(47,47,1,'{"basis":"Mục B.I.4.l, Kế hoạch truyền thông về cải cách hành chính và chuyển đổi số xã Đăk Tô năm 2025","explanation":"Tổ công nghệ số cộng đồng phổ biến cách làm hay và hướng dẫn người dân dùng dịch vụ công trực tuyến, các hệ thống do cơ quan nhà nước cung cấp.","number":null,"right":["sh7t3"]}');
INSERT INTO "question_key" VALUES(48,48,1,'{"basis":"Mục C.I.3.đ, Kế hoạch truyền thông về cải cách hành chính và chuyển đổi số xã Đăk Tô năm 2025","explanation":"Đoàn TNCS Hồ Chí Minh xã Đăk Tô chủ trì, Phòng Văn hóa – Xã hội và các đơn vị liên quan phối hợp.","number":null,"right":["pwdwm"]}');
INSERT INTO "question_key" VALUES(49,49,1,'{"basis":"Kiến thức chung về an toàn thông tin","explanation":"Mật khẩu và giấy tờ là của riêng mỗi người. Hướng dẫn để các cụ tự làm vừa an toàn vừa giúp các cụ lần sau dùng được.","number":null,"right":["irovs"]}');
INSERT INTO "question_key" VALUES(50,50,1,'{"basis":"Kế hoạch số 01-KH/BCĐTW về phong trào Bình dân học vụ số","explanation":"Phong trào giúp mọi người có kiến thức, kỹ năng số. Giữ mã OTP của người khác là việc không an toàn.","number":null,"right":["6p2rx","gqtgu","y6koe"]}');
INSERT INTO "question_key" VALUES(51,51,1,'{"basis":"Kế hoạch số 01-KH/BCĐTW về phong trào Bình dân học vụ số","explanation":"Mục tiêu khi đó cho năm 2025 là 100% học sinh trung học và sinh viên.","number":null,"right":["6ikfu"]}');
INSERT INTO "question_key" VALUES(52,52,1,'{"basis":"Kiến thức chung","explanation":"STEM ghép từ chữ cái đầu của bốn từ tiếng Anh chỉ khoa học, công nghệ, kỹ thuật và toán học.","number":null,"right":["l666q"]}');
INSERT INTO "question_key" VALUES(53,53,1,'{"basis":"Kiến thức chung về an toàn thông tin","explanation":"Bằng chứng giúp thầy cô, gia đình hoặc cơ quan chức năng can thiệp. Đáp trả hoặc xóa hết tin nhắn dễ làm việc xấu đi.","number":null,"right":["vqcpq"]}');
INSERT INTO "question_key" VALUES(54,54,1,'{"basis":"Mục C.I.3.d, Kế hoạch truyền thông về cải cách hành chính và chuyển đổi số xã Đăk Tô năm 2025","explanation":"Chương trình phát động dành cho công chức, viên chức và cả học sinh, sinh viên; các trường học cũng là đơn vị chủ trì.","number":null,"right":["sai"]}');
INSERT INTO "question_key" VALUES(55,55,1,'{"basis":"Kế hoạch số 01-KH/BCĐTW về phong trào Bình dân học vụ số","explanation":"Mục tiêu khi đó cho năm 2025 là 40 triệu người trưởng thành được xác nhận trên VNeID, năm 2026 là 60 triệu.","number":40,"right":[]}');
INSERT INTO "question_key" VALUES(56,56,1,'{"basis":"Điều 10 Nghị định số 69/2024/NĐ-CP","explanation":"Công dân đến trực tiếp Công an xã hoặc nơi làm thủ tục cấp căn cước để được thu nhận, đối chiếu khuôn mặt và vân tay.","number":null,"right":["qb4gc"]}');
INSERT INTO "question_key" VALUES(57,57,1,'{"basis":"Thông tin hỗ trợ VNeID của Bộ Công an","explanation":"Bộ Công an hỗ trợ người dùng VNeID qua tổng đài 1900 0368.","number":null,"right":["5az3e"]}');
INSERT INTO "question_key" VALUES(58,58,1,'{"basis":"Thông tin liên hệ trên Cổng Dịch vụ công quốc gia","explanation":"Văn phòng Chính phủ là chủ quản của Cổng. Người dân có thể gọi tổng đài 1800 1096 khi cần hỗ trợ.","number":null,"right":["4uwh4"]}');
INSERT INTO "question_key" VALUES(59,59,1,'{"basis":"Điều 11 Nghị định số 42/2022/NĐ-CP","explanation":"Nghị định chia dịch vụ công trực tuyến thành hai mức độ là toàn trình và một phần.","number":null,"right":["icc56"]}');
INSERT INTO "question_key" VALUES(60,60,1,'{"basis":"Điều 11 Nghị định số 42/2022/NĐ-CP","explanation":"Đó là đặc điểm của dịch vụ công trực tuyến toàn trình, người dân không phải đến trụ sở cơ quan.","number":null,"right":["dung"]}');
INSERT INTO "question_key" VALUES(61,61,1,'{"basis":"Điều 12 Luật Căn cước năm 2023","explanation":"Số định danh cá nhân là dãy gồm 12 chữ số.","number":12,"right":[]}');
INSERT INTO "question_key" VALUES(62,62,1,'{"basis":"Luật Căn cước năm 2023","explanation":"Công dân đã có thẻ căn cước phải cấp đổi thẻ khi đủ 14, 25, 40 và 60 tuổi.","number":null,"right":["75npv","e6pcm"]}');
INSERT INTO "question_key" VALUES(63,63,1,'{"basis":"Mục B.I.4.g, Kế hoạch truyền thông về cải cách hành chính và chuyển đổi số xã Đăk Tô năm 2025","explanation":"Người dân được hướng dẫn dùng căn cước gắn chip hoặc VNeID thay cho thẻ bảo hiểm y tế khi khám, chữa bệnh.","number":null,"right":["ivfpn"]}');
INSERT INTO "question_key" VALUES(64,64,1,'{"basis":"Luật Căn cước năm 2023","explanation":"Luật Căn cước năm 2023 có hiệu lực từ ngày 01/7/2024.","number":null,"right":["hpwpn"]}');
INSERT INTO "question_key" VALUES(65,65,1,'{"basis":"Quyết định số 1588/QĐ-TTg ngày 17/12/2024","explanation":"Đề án tuyên truyền, phổ biến, nâng cao chất lượng cung cấp và sử dụng hiệu quả dịch vụ công trực tuyến.","number":null,"right":["76lbz"]}');
INSERT INTO "question_key" VALUES(66,66,1,'{"basis":"Kiến thức chung về an toàn thông tin","explanation":"Người giữ mật khẩu có thể thay bạn làm nhiều thủ tục. Hãy nhờ người khác hướng dẫn và tự mình nhập mật khẩu.","number":null,"right":["sai"]}');
CREATE TABLE question_revision (
	id INTEGER NOT NULL, 
	question_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	kind VARCHAR(12) NOT NULL, 
	content TEXT NOT NULL, 
	level VARCHAR(12) NOT NULL, 
	points INTEGER NOT NULL, 
	valid_until DATE, 
	PRIMARY KEY (id), 
	CONSTRAINT kind CHECK (kind IN ('one','several','true_false','number','prediction')), 
	CONSTRAINT level CHECK (level IN ('nhan-biet','thong-hieu','van-dung')), 
	CONSTRAINT points CHECK (points >= 0), 
	FOREIGN KEY(question_id) REFERENCES question (id), 
	UNIQUE (question_id, number)
);
INSERT INTO "question_revision" VALUES(1,1,1,'one','{"kind":"one","options":[{"id":"nefqj","text":"Nhập mã OTP ngay để không bị khóa tài khoản"},{"id":"av66h","text":"Không bấm vào và gọi tổng đài của ngân hàng"},{"id":"3np2y","text":"Gửi đường dẫn cho bạn bè để nhờ bấm thử"},{"id":"nnd7d","text":"Trả lời tin nhắn bằng số thẻ thay cho mã OTP"}],"shuffle":true,"text":"Bạn nhận tin nhắn ghi tên ngân hàng, kèm đường dẫn và yêu cầu nhập mã OTP để mở khóa tài khoản. Bạn nên làm gì?","unit":""}','van-dung',100,NULL);
INSERT INTO "question_revision" VALUES(2,2,1,'one','{"kind":"one","options":[{"id":"uw3nd","text":"Dùng ngày sinh của mình cho dễ nhớ"},{"id":"tgbj6","text":"Dùng chung một mật khẩu cho mọi nơi"},{"id":"cykya","text":"Dùng cụm dài, khó đoán, mỗi nơi một khác"},{"id":"yfch3","text":"Dùng tên người thân kèm số điện thoại"}],"shuffle":true,"text":"Cách đặt mật khẩu nào an toàn nhất?","unit":""}','thong-hieu',100,NULL);
INSERT INTO "question_revision" VALUES(3,3,1,'several','{"kind":"several","options":[{"id":"nmj5e","text":"Hối thúc làm ngay, không cho thời gian suy nghĩ"},{"id":"pw2jt","text":"Đòi đọc mã OTP hoặc chuyển tiền để giữ hộ"},{"id":"fk4qs","text":"Mời đến trụ sở cơ quan để làm việc trực tiếp"},{"id":"o6j5g","text":"Gửi đường dẫn gần giống tên trang chính thức"}],"shuffle":true,"text":"Dấu hiệu nào cho thấy một cuộc gọi hay tin nhắn có thể là lừa đảo?","unit":""}','van-dung',100,NULL);
INSERT INTO "question_revision" VALUES(4,4,1,'true_false','{"kind":"true_false","options":[{"id":"dung","text":"Đúng"},{"id":"sai","text":"Sai"}],"shuffle":false,"text":"Người tự xưng là công an gọi điện yêu cầu bạn chuyển tiền vào một tài khoản để phục vụ điều tra. Yêu cầu như vậy là đúng quy định.","unit":""}','thong-hieu',100,NULL);
INSERT INTO "question_revision" VALUES(5,5,1,'true_false','{"kind":"true_false","options":[{"id":"dung","text":"Đúng"},{"id":"sai","text":"Sai"}],"shuffle":false,"text":"Bạn không nên đọc mã OTP cho bất kỳ ai, kể cả người tự xưng là nhân viên ngân hàng.","unit":""}','nhan-biet',100,NULL);
INSERT INTO "question_revision" VALUES(6,6,1,'one','{"kind":"one","options":[{"id":"y7let","text":"Xem dự báo thời tiết trong ngày"},{"id":"kcvop","text":"Đọc tin tức trên báo điện tử"},{"id":"tbaha","text":"Tìm đường đi trên bản đồ số"},{"id":"doh74","text":"Đăng nhập tài khoản ngân hàng"}],"shuffle":true,"text":"Khi dùng Wi-Fi công cộng không có mật khẩu, việc nào nên tránh nhất?","unit":""}','thong-hieu',100,NULL);
INSERT INTO "question_revision" VALUES(7,7,1,'one','{"kind":"one","options":[{"id":"z6hil","text":"Người chỉ biết mật khẩu vẫn chưa vào được"},{"id":"f47nn","text":"Tài khoản không cần mật khẩu mạnh nữa"},{"id":"geuji","text":"Mọi tin nhắn đến đều được tự động xóa"},{"id":"chvpg","text":"Điện thoại không thể nhiễm mã độc nữa"}],"shuffle":true,"text":"Bật xác thực hai bước cho tài khoản có tác dụng gì?","unit":""}','thong-hieu',100,NULL);
INSERT INTO "question_revision" VALUES(8,8,1,'one','{"kind":"one","options":[{"id":"by275","text":"Chờ vài ngày xem có ai trả lại máy không"},{"id":"dojuj","text":"Đăng số tài khoản lên mạng để nhờ tìm giúp"},{"id":"7t5gz","text":"Báo ngân hàng và nhà mạng để khóa lại"},{"id":"uvky6","text":"Mua máy mới rồi cài lại ứng dụng như cũ"}],"shuffle":true,"text":"Bạn bị mất điện thoại có cài ứng dụng ngân hàng. Việc nào cần làm ngay?","unit":""}','van-dung',100,NULL);
INSERT INTO "question_revision" VALUES(9,9,1,'one','{"kind":"one","options":[{"id":"u73ql","text":"Xem ảnh đại diện có đúng là người đó"},{"id":"2icci","text":"Gọi lại số điện thoại quen dùng để hỏi"},{"id":"jglfz","text":"Yêu cầu họ gửi thêm một tin nhắn nữa"},{"id":"guj2r","text":"Chuyển trước một ít tiền xem thế nào"}],"shuffle":true,"text":"Một người thân nhắn tin, rồi gọi video vài giây với hình mờ để vay tiền gấp. Cách kiểm tra nào chắc chắn hơn cả?","unit":""}','van-dung',100,NULL);
INSERT INTO "question_revision" VALUES(10,10,1,'several','{"kind":"several","options":[{"id":"h6cdl","text":"Cập nhật phần mềm khi có bản mới"},{"id":"fhmkp","text":"Cài ứng dụng từ đường dẫn lạ gửi đến"},{"id":"kxjct","text":"Đặt mã khóa hoặc vân tay cho màn hình"},{"id":"xcb2o","text":"Cho bạn bè mượn máy và mật khẩu"}],"shuffle":true,"text":"Việc nào giúp bảo vệ điện thoại và dữ liệu của bạn?","unit":""}','thong-hieu',100,NULL);
INSERT INTO "question_revision" VALUES(11,11,1,'one','{"kind":"one","options":[{"id":"hpwpn","text":"Ngày 01/7/2024"},{"id":"lfehq","text":"Ngày 01/7/2025"},{"id":"cb4nb","text":"Ngày 01/10/2025"},{"id":"heywx","text":"Ngày 01/01/2026"}],"shuffle":true,"text":"Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15 có hiệu lực từ ngày nào?","unit":""}','nhan-biet',100,NULL);
INSERT INTO "question_revision" VALUES(12,12,1,'number','{"kind":"number","options":[],"shuffle":true,"text":"Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15 nêu bao nhiêu hành vi bị nghiêm cấm?","unit":""}','nhan-biet',100,NULL);
INSERT INTO "question_revision" VALUES(13,13,1,'true_false','{"kind":"true_false","options":[{"id":"dung","text":"Đúng"},{"id":"sai","text":"Sai"}],"shuffle":false,"text":"Cho người khác dùng dữ liệu cá nhân của mình để làm việc trái pháp luật là hành vi bị nghiêm cấm.","unit":""}','thong-hieu',100,NULL);
INSERT INTO "question_revision" VALUES(14,14,1,'one','{"kind":"one","options":[{"id":"qkpqw","text":"Đối chiếu với nguồn tin chính thức"},{"id":"vfybn","text":"Đếm số lượt thích của bài đăng đó"},{"id":"qeejh","text":"Hỏi người đăng tin có thật không"},{"id":"6w3nu","text":"Chia sẻ trước rồi kiểm tra lại sau"}],"shuffle":true,"text":"Trước khi chia sẻ một tin nóng trên mạng xã hội, bạn nên làm gì?","unit":""}','van-dung',100,NULL);
INSERT INTO "question_revision" VALUES(15,15,1,'one','{"kind":"one","options":[{"id":"fmp6k","text":"Giai đoạn 2011 – 2020"},{"id":"mkek6","text":"Giai đoạn 2021 – 2030"},{"id":"we6dj","text":"Giai đoạn 2025 – 2035"},{"id":"qh3fi","text":"Giai đoạn 2031 – 2045"}],"shuffle":true,"text":"Chương trình tổng thể cải cách hành chính nhà nước theo Nghị quyết số 76/NQ-CP là của giai đoạn nào?","unit":""}','nhan-biet',100,NULL);
INSERT INTO "question_revision" VALUES(16,16,1,'number','{"kind":"number","options":[],"shuffle":true,"text":"Cải cách hành chính theo Nghị quyết số 76/NQ-CP gồm bao nhiêu nội dung?","unit":""}','nhan-biet',100,NULL);
INSERT INTO "question_revision" VALUES(17,17,1,'several','{"kind":"several","options":[{"id":"fwqdq","text":"Cải cách thể chế"},{"id":"hlwpj","text":"Cải cách chế độ công vụ"},{"id":"wesel","text":"Cải cách tài chính công"},{"id":"qkcvr","text":"Cải cách sách giáo khoa"}],"shuffle":true,"text":"Việc nào dưới đây là một nội dung của cải cách hành chính?","unit":""}','thong-hieu',100,NULL);
INSERT INTO "question_revision" VALUES(18,18,1,'one','{"kind":"one","options":[{"id":"l6y4s","text":"Sự hài lòng của người dân, tổ chức"},{"id":"inhkk","text":"Số lượng văn bản đã được ban hành"},{"id":"nkcec","text":"Số cuộc họp đã được tổ chức"},{"id":"jvsxx","text":"Tổng kinh phí mua sắm trong năm"}],"shuffle":true,"text":"Điều gì được lấy làm thước đo hiệu quả của cải cách hành chính?","unit":""}','nhan-biet',100,NULL);
INSERT INTO "question_revision" VALUES(19,19,1,'one','{"kind":"one","options":[{"id":"qo4yc","text":"Mức độ an toàn của các hệ thống thông tin"},{"id":"tkkw4","text":"Năng lực cạnh tranh của doanh nghiệp ở tỉnh"},{"id":"4sqr5","text":"Tốc độ tăng trưởng kinh tế của địa phương"},{"id":"kxciw","text":"Sự hài lòng của người dân về sự phục vụ"}],"shuffle":true,"text":"Chỉ số SIPAS cho biết điều gì?","unit":""}','nhan-biet',100,NULL);
INSERT INTO "question_revision" VALUES(20,20,1,'one','{"kind":"one","options":[{"id":"fr72k","text":"Chỉ số phát triển con người"},{"id":"rnkc7","text":"Chỉ số giá hàng tiêu dùng"},{"id":"6htox","text":"Chỉ số cải cách hành chính"},{"id":"gdaun","text":"Chỉ số đổi mới sáng tạo"}],"shuffle":true,"text":"PAR INDEX là tên gọi của chỉ số nào?","unit":""}','nhan-biet',100,NULL);
INSERT INTO "question_revision" VALUES(21,21,1,'one','{"kind":"one","options":[{"id":"l23nt","text":"UNICEF"},{"id":"ihme5","text":"UNDP"},{"id":"sdmjd","text":"UNESCO"},{"id":"vxvkd","text":"WHO"}],"shuffle":true,"text":"Tổ chức nào của Liên hợp quốc cùng thực hiện Chỉ số hiệu quả quản trị và hành chính công (PAPI)?","unit":""}','nhan-biet',100,NULL);
INSERT INTO "question_revision" VALUES(22,22,1,'one','{"kind":"one","options":[{"id":"hpwpn","text":"Ngày 01/7/2024"},{"id":"wcvsk","text":"Ngày 01/01/2025"},{"id":"lfehq","text":"Ngày 01/7/2025"},{"id":"heywx","text":"Ngày 01/01/2026"}],"shuffle":true,"text":"Mô hình chính quyền địa phương hai cấp ở nước ta hoạt động từ ngày nào?","unit":""}','nhan-biet',100,NULL);
INSERT INTO "question_revision" VALUES(23,23,1,'number','{"kind":"number","options":[],"shuffle":true,"text":"Sau khi sắp xếp năm 2025, cả nước có bao nhiêu tỉnh, thành phố?","unit":""}','nhan-biet',100,NULL);
INSERT INTO "question_revision" VALUES(24,24,1,'one','{"kind":"one","options":[{"id":"jof2a","text":"Kon Tum"},{"id":"h5smv","text":"Gia Lai"},{"id":"cbh3c","text":"Bình Định"},{"id":"tb5df","text":"Quảng Nam"}],"shuffle":true,"text":"Năm 2025, tỉnh Quảng Ngãi mới được lập từ tỉnh Quảng Ngãi cũ và tỉnh nào?","unit":""}','nhan-biet',100,NULL);
INSERT INTO "question_revision" VALUES(25,25,1,'true_false','{"kind":"true_false","options":[{"id":"dung","text":"Đúng"},{"id":"sai","text":"Sai"}],"shuffle":false,"text":"Từ ngày 01/7/2025, chính quyền địa phương nước ta vẫn có cấp huyện.","unit":""}','thong-hieu',100,NULL);
INSERT INTO "question_revision" VALUES(26,26,1,'one','{"kind":"one","options":[{"id":"fnvdd","text":"Hóa đơn, chứng từ điện tử của doanh nghiệp"},{"id":"z5hru","text":"Định danh và xác thực điện tử"},{"id":"s4ils","text":"Quy chế làm việc mẫu của cấp xã"},{"id":"q7qou","text":"Cơ chế một cửa, một cửa liên thông"}],"shuffle":true,"text":"Nghị định số 118/2025/NĐ-CP quy định về việc gì?","unit":""}','nhan-biet',100,NULL);
INSERT INTO "question_revision" VALUES(27,27,1,'one','{"kind":"one","options":[{"id":"rk4hk","text":"Đào tạo nghề cho lao động nông thôn"},{"id":"xksua","text":"Phục vụ người dân, doanh nghiệp làm thủ tục"},{"id":"s3usz","text":"Khám, chữa bệnh tại các bệnh viện công lập"},{"id":"vi2y2","text":"Phát sóng phát thanh, truyền hình địa phương"}],"shuffle":true,"text":"Bộ chỉ số theo Quyết định số 766/QĐ-TTg đánh giá chất lượng của việc gì?","unit":""}','thong-hieu',100,NULL);
INSERT INTO "question_revision" VALUES(28,28,1,'one','{"kind":"one","options":[{"id":"6yman","text":"Các doanh nghiệp tư nhân"},{"id":"qfcdv","text":"Các hợp tác xã nông nghiệp"},{"id":"dsnsw","text":"Các tổ chức phi chính phủ nước ngoài"},{"id":"ldnen","text":"Các đơn vị sự nghiệp công lập"}],"shuffle":true,"text":"Nghị quyết số 19-NQ/TW năm 2017 nói về việc đổi mới hệ thống tổ chức quản lý của loại đơn vị nào?","unit":""}','thong-hieu',100,NULL);
INSERT INTO "question_revision" VALUES(29,29,1,'one','{"kind":"one","options":[{"id":"ktg2l","text":"Gọi đường dây nóng đã công khai"},{"id":"qb66b","text":"Nhờ người quen làm tắt thủ tục"},{"id":"3rver","text":"Đưa thêm tiền để được làm nhanh"},{"id":"o2gbr","text":"Bỏ về và không làm thủ tục nữa"}],"shuffle":true,"text":"Bạn gặp thái độ gây khó dễ khi làm thủ tục hành chính. Cách làm nào phù hợp nhất?","unit":""}','van-dung',100,NULL);
INSERT INTO "question_revision" VALUES(30,30,1,'true_false','{"kind":"true_false","options":[{"id":"dung","text":"Đúng"},{"id":"sai","text":"Sai"}],"shuffle":false,"text":"Người dân có quyền tham gia và giám sát tiến trình cải cách hành chính.","unit":""}','nhan-biet',100,NULL);
INSERT INTO "question_revision" VALUES(31,31,1,'one','{"kind":"one","options":[{"id":"ahdqf","text":"Ngày 10/8"},{"id":"w4xqx","text":"Ngày 10/9"},{"id":"qzkly","text":"Ngày 10/10"},{"id":"5asfp","text":"Ngày 10/11"}],"shuffle":true,"text":"Ngày Chuyển đổi số quốc gia là ngày nào hằng năm?","unit":""}','nhan-biet',100,NULL);
INSERT INTO "question_revision" VALUES(32,32,1,'one','{"kind":"one","options":[{"id":"yoi5s","text":"Hai chữ số 1 và 0 của hệ nhị phân"},{"id":"ydj3a","text":"Mười nhóm nền tảng số dùng chung"},{"id":"nt4d5","text":"Mười ngành đi đầu về công nghệ số"},{"id":"c7pmt","text":"Ngày khai trương mạng di động 5G"}],"shuffle":true,"text":"Ngày Chuyển đổi số quốc gia được chọn vì gợi nhớ đến điều gì?","unit":""}','thong-hieu',100,NULL);
INSERT INTO "question_revision" VALUES(33,33,1,'one','{"kind":"one","options":[{"id":"wzor7","text":"Quốc hội"},{"id":"alprr","text":"Chính phủ"},{"id":"otd54","text":"Ban Bí thư"},{"id":"r3xuf","text":"Bộ Chính trị"}],"shuffle":true,"text":"Nghị quyết số 57-NQ/TW về đột phá phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia do cơ quan nào ban hành?","unit":""}','nhan-biet',100,NULL);
INSERT INTO "question_revision" VALUES(34,34,1,'one','{"kind":"one","options":[{"id":"ikhae","text":"Chủ tịch nước"},{"id":"t63qo","text":"Tổng Bí thư"},{"id":"iycwz","text":"Chủ tịch Quốc hội"},{"id":"sm7tk","text":"Thủ tướng Chính phủ"}],"shuffle":true,"text":"Theo Nghị quyết số 57-NQ/TW, ai làm Trưởng Ban Chỉ đạo Trung ương về phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số?","unit":""}','nhan-biet',100,NULL);
INSERT INTO "question_revision" VALUES(35,35,1,'number','{"kind":"number","options":[],"shuffle":true,"text":"Nghị quyết số 57-NQ/TW nêu ra bao nhiêu nhiệm vụ, giải pháp?","unit":""}','nhan-biet',100,NULL);
INSERT INTO "question_revision" VALUES(36,36,1,'one','{"kind":"one","options":[{"id":"ogx4n","text":"10%"},{"id":"3zlql","text":"20%"},{"id":"zx3xt","text":"30%"},{"id":"u7nu4","text":"40%"}],"shuffle":true,"text":"Nghị quyết số 57-NQ/TW đặt mục tiêu đến năm 2030 quy mô kinh tế số đạt tối thiểu bao nhiêu phần trăm GDP?","unit":""}','nhan-biet',100,NULL);
INSERT INTO "question_revision" VALUES(37,37,1,'one','{"kind":"one","options":[{"id":"3txbp","text":"3%"},{"id":"hg5o6","text":"7%"},{"id":"ogx4n","text":"10%"},{"id":"cu2du","text":"15%"}],"shuffle":true,"text":"Theo Nghị quyết số 57-NQ/TW, ngân sách nhà nước hằng năm bố trí ít nhất bao nhiêu phần trăm cho phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số?","unit":""}','thong-hieu',100,NULL);
INSERT INTO "question_revision" VALUES(38,38,1,'true_false','{"kind":"true_false","options":[{"id":"dung","text":"Đúng"},{"id":"sai","text":"Sai"}],"shuffle":false,"text":"Nghị quyết số 57-NQ/TW đặt mục tiêu mạng 5G phủ sóng toàn quốc vào năm 2030.","unit":""}','nhan-biet',100,NULL);
INSERT INTO "question_revision" VALUES(39,39,1,'one','{"kind":"one","options":[{"id":"g56wp","text":"Quyết định số 749/QĐ-TTg ngày 03/6/2020"},{"id":"4c7b2","text":"Quyết định số 942/QĐ-TTg ngày 15/6/2021"},{"id":"fcpqr","text":"Quyết định số 505/QĐ-TTg ngày 22/4/2022"},{"id":"dsj6i","text":"Quyết định số 766/QĐ-TTg ngày 23/6/2022"}],"shuffle":true,"text":"Quyết định nào phê duyệt Chương trình chuyển đổi số quốc gia đến năm 2025, định hướng đến năm 2030?","unit":""}','nhan-biet',100,NULL);
INSERT INTO "question_revision" VALUES(40,40,1,'several','{"kind":"several","options":[{"id":"p5l6g","text":"Chính phủ số"},{"id":"uuaiq","text":"Kinh tế số"},{"id":"374zm","text":"Đô thị số"},{"id":"kqpv4","text":"Xã hội số"}],"shuffle":true,"text":"Chương trình chuyển đổi số quốc gia theo Quyết định số 749/QĐ-TTg có những trụ cột nào?","unit":""}','thong-hieu',100,NULL);
INSERT INTO "question_revision" VALUES(41,41,1,'one','{"kind":"one","options":[{"id":"2kf2a","text":"5%"},{"id":"3zlql","text":"20%"},{"id":"aietb","text":"35%"},{"id":"qsz4e","text":"50%"}],"shuffle":true,"text":"Khi ban hành năm 2020, Chương trình chuyển đổi số quốc gia đặt mục tiêu kinh tế số chiếm bao nhiêu phần trăm GDP vào năm 2025?","unit":""}','nhan-biet',100,NULL);
INSERT INTO "question_revision" VALUES(42,42,1,'one','{"kind":"one","options":[{"id":"hpwpn","text":"Ngày 01/7/2024"},{"id":"lfehq","text":"Ngày 01/7/2025"},{"id":"heywx","text":"Ngày 01/01/2026"},{"id":"5o2x2","text":"Ngày 01/7/2026"}],"shuffle":true,"text":"Luật Chuyển đổi số số 148/2025/QH15 có hiệu lực từ ngày nào?","unit":""}','nhan-biet',100,NULL);
INSERT INTO "question_revision" VALUES(43,43,1,'one','{"kind":"one","options":[{"id":"xuzkd","text":"Dữ liệu về đất đai"},{"id":"q3jkb","text":"Dữ liệu về khí tượng"},{"id":"ecmtd","text":"Dữ liệu về doanh nghiệp"},{"id":"y5oxh","text":"Dữ liệu về dân cư"}],"shuffle":true,"text":"Đề án 06 theo Quyết định số 06/QĐ-TTg ngày 06/01/2022 phát triển ứng dụng của loại dữ liệu nào?","unit":""}','nhan-biet',100,NULL);
INSERT INTO "question_revision" VALUES(44,44,1,'one','{"kind":"one","options":[{"id":"ha2x7","text":"Chuyển mọi cuộc họp của xã sang hình thức trực tuyến"},{"id":"rkhmm","text":"Đưa hoạt động của người dân, doanh nghiệp lên môi trường số"},{"id":"pifv4","text":"Thay toàn bộ máy tính của các cơ quan bằng máy đời mới"},{"id":"dkkks","text":"Giao mọi việc về công nghệ cho doanh nghiệp bên ngoài"}],"shuffle":true,"text":"Định hướng xuyên suốt về chuyển đổi số nêu trong kế hoạch truyền thông năm 2025 của xã Đăk Tô là gì?","unit":""}','thong-hieu',100,NULL);
INSERT INTO "question_revision" VALUES(45,45,1,'several','{"kind":"several","options":[{"id":"ttkom","text":"Quét mã QR bằng ứng dụng ngân hàng"},{"id":"exmcp","text":"Đưa tiền giấy cho người bán hàng"},{"id":"gdym4","text":"Quẹt thẻ ngân hàng tại quầy"},{"id":"dtsip","text":"Gửi tiền mặt qua xe khách"}],"shuffle":true,"text":"Cách trả tiền nào dưới đây là thanh toán không dùng tiền mặt?","unit":""}','nhan-biet',100,NULL);
INSERT INTO "question_revision" VALUES(46,46,1,'true_false','{"kind":"true_false","options":[{"id":"dung","text":"Đúng"},{"id":"sai","text":"Sai"}],"shuffle":false,"text":"Chỉ cần mua đủ máy tính và phần mềm là một cơ quan đã chuyển đổi số xong.","unit":""}','thong-hieu',100,NULL);
INSERT INTO "question_revision" VALUES(47,47,1,'one','{"kind":"one","options":[{"id":"mqdfw","text":"Giữ hộ tài khoản và mật khẩu của bà con"},{"id":"uf5br","text":"Thu phí sử dụng internet của từng hộ"},{"id":"sh7t3","text":"Hướng dẫn bà con dùng các dịch vụ số"},{"id":"h4et6","text":"Ký thay bà con khi nộp hồ sơ trên mạng"}],"shuffle":true,"text":"Tổ công nghệ số cộng đồng ở thôn giúp bà con việc gì?","unit":""}','thong-hieu',100,NULL);
INSERT INTO "question_revision" VALUES(48,48,1,'one','{"kind":"one","options":[{"id":"hpgwd","text":"Văn phòng HĐND và UBND xã"},{"id":"gysop","text":"Phòng Kinh tế của UBND xã"},{"id":"mrl24","text":"Trung tâm Phục vụ hành chính công"},{"id":"pwdwm","text":"Đoàn TNCS Hồ Chí Minh xã"}],"shuffle":true,"text":"Kế hoạch năm 2025 của xã Đăk Tô giao đơn vị nào chủ trì tham gia cuộc thi tìm hiểu về chuyển đổi số trong đoàn viên, thanh niên?","unit":""}','nhan-biet',100,NULL);
INSERT INTO "question_revision" VALUES(49,49,1,'one','{"kind":"one","options":[{"id":"pku7k","text":"Đặt giúp một mật khẩu rồi ghi ra giấy mang về"},{"id":"irovs","text":"Hướng dẫn từng bước để các cụ tự nhập mật khẩu"},{"id":"abptu","text":"Đăng nhập tài khoản của các cụ trên máy của mình"},{"id":"3r3zt","text":"Chụp ảnh căn cước của các cụ gửi lên nhóm chung"}],"shuffle":true,"text":"Khi giúp người cao tuổi dùng ứng dụng VNeID, đoàn viên nên làm thế nào?","unit":""}','van-dung',100,NULL);
INSERT INTO "question_revision" VALUES(50,50,1,'several','{"kind":"several","options":[{"id":"6p2rx","text":"Hướng dẫn người thân dùng dịch vụ công trực tuyến"},{"id":"p6f3i","text":"Giữ hộ mã OTP để giao dịch thay cho bà con"},{"id":"y6koe","text":"Chia sẻ cách nhận biết tin nhắn lừa đảo"},{"id":"gqtgu","text":"Tự học thêm kỹ năng số và giúp bạn cùng học"}],"shuffle":true,"text":"Việc nào đoàn viên, thanh niên có thể làm để hưởng ứng phong trào Bình dân học vụ số?","unit":""}','van-dung',100,NULL);
INSERT INTO "question_revision" VALUES(51,51,1,'one','{"kind":"one","options":[{"id":"u7nu4","text":"40%"},{"id":"kb72b","text":"60%"},{"id":"nav6r","text":"80%"},{"id":"6ikfu","text":"100%"}],"shuffle":true,"text":"Kế hoạch số 01-KH/BCĐTW về phong trào Bình dân học vụ số đã đặt mục tiêu năm 2025 có bao nhiêu phần trăm học sinh trung học, sinh viên được trang bị kỹ năng số?","unit":""}','nhan-biet',100,NULL);
INSERT INTO "question_revision" VALUES(52,52,1,'one','{"kind":"one","options":[{"id":"jo5ly","text":"Thể thao, tin học, kinh tế và mỹ thuật"},{"id":"gkm5j","text":"Sinh học, tiếng Anh, hóa học và âm nhạc"},{"id":"l666q","text":"Khoa học, công nghệ, kỹ thuật và toán học"},{"id":"tdybg","text":"Lịch sử, địa lý, ngữ văn và giáo dục công dân"}],"shuffle":true,"text":"Giáo dục STEM gắn kết bốn lĩnh vực nào?","unit":""}','nhan-biet',100,NULL);
INSERT INTO "question_revision" VALUES(53,53,1,'one','{"kind":"one","options":[{"id":"vqcpq","text":"Lưu bằng chứng, chặn và báo người tin cậy"},{"id":"sl4ol","text":"Lập tài khoản giả để xúc phạm lại họ"},{"id":"hnule","text":"Hẹn gặp riêng người đó để giải quyết"},{"id":"otraf","text":"Im lặng chịu đựng và xóa hết tin nhắn"}],"shuffle":true,"text":"Bạn bị người khác xúc phạm nhiều lần trên mạng xã hội. Cách xử lý nào nên chọn?","unit":""}','van-dung',100,NULL);
INSERT INTO "question_revision" VALUES(54,54,1,'true_false','{"kind":"true_false","options":[{"id":"dung","text":"Đúng"},{"id":"sai","text":"Sai"}],"shuffle":false,"text":"Kế hoạch năm 2025 của xã Đăk Tô chỉ dành chương trình phát động chuyển đổi số cho công chức, không có học sinh, sinh viên.","unit":""}','thong-hieu',100,NULL);
INSERT INTO "question_revision" VALUES(55,55,1,'number','{"kind":"number","options":[],"shuffle":true,"text":"Phong trào Bình dân học vụ số đã đặt mục tiêu năm 2025 có bao nhiêu triệu người trưởng thành được xác nhận kỹ năng số trên VNeID?","unit":"triệu người"}','nhan-biet',100,NULL);
INSERT INTO "question_revision" VALUES(56,56,1,'one','{"kind":"one","options":[{"id":"nebym","text":"Trạm y tế xã hoặc bệnh viện gần nhà"},{"id":"qkv6k","text":"Cửa hàng bán SIM và điện thoại gần nhất"},{"id":"qb4gc","text":"Công an xã hoặc nơi làm thủ tục căn cước"},{"id":"vwyzi","text":"Phòng giao dịch của ngân hàng thương mại"}],"shuffle":true,"text":"Công dân đăng ký tài khoản định danh điện tử mức độ 2 ở đâu?","unit":""}','nhan-biet',100,NULL);
INSERT INTO "question_revision" VALUES(57,57,1,'one','{"kind":"one","options":[{"id":"5az3e","text":"1900 0368"},{"id":"lus2j","text":"1900 0114"},{"id":"nclwj","text":"1800 0115"},{"id":"rit5a","text":"1800 0113"}],"shuffle":true,"text":"Số tổng đài hỗ trợ người dùng VNeID của Bộ Công an là số nào?","unit":""}','nhan-biet',100,NULL);
INSERT INTO "question_revision" VALUES(58,58,1,'one','{"kind":"one","options":[{"id":"x4bn2","text":"Bộ Tài chính"},{"id":"bxdwe","text":"Bộ Xây dựng"},{"id":"4uwh4","text":"Văn phòng Chính phủ"},{"id":"d7r4w","text":"Văn phòng Quốc hội"}],"shuffle":true,"text":"Cơ quan nào là chủ quản của Cổng Dịch vụ công quốc gia?","unit":""}','nhan-biet',100,NULL);
INSERT INTO "question_revision" VALUES(59,59,1,'one','{"kind":"one","options":[{"id":"wqbet","text":"Miễn phí và có thu phí"},{"id":"icc56","text":"Toàn trình và một phần"},{"id":"uctma","text":"Cơ bản và nâng cao"},{"id":"b2npu","text":"Trung ương và địa phương"}],"shuffle":true,"text":"Dịch vụ công trực tuyến có những mức độ nào?","unit":""}','nhan-biet',100,NULL);
INSERT INTO "question_revision" VALUES(60,60,1,'true_false','{"kind":"true_false","options":[{"id":"dung","text":"Đúng"},{"id":"sai","text":"Sai"}],"shuffle":false,"text":"Với dịch vụ công trực tuyến toàn trình, mọi bước đều làm trên mạng; kết quả được trả trực tuyến hoặc qua bưu chính công ích.","unit":""}','thong-hieu',100,NULL);
INSERT INTO "question_revision" VALUES(61,61,1,'number','{"kind":"number","options":[],"shuffle":true,"text":"Số định danh cá nhân của công dân Việt Nam có bao nhiêu chữ số?","unit":"chữ số"}','nhan-biet',100,NULL);
INSERT INTO "question_revision" VALUES(62,62,1,'several','{"kind":"several","options":[{"id":"e6pcm","text":"14 tuổi"},{"id":"fn6um","text":"18 tuổi"},{"id":"4te2h","text":"30 tuổi"},{"id":"75npv","text":"40 tuổi"}],"shuffle":true,"text":"Trong các độ tuổi dưới đây, công dân phải cấp đổi thẻ căn cước khi đủ những tuổi nào?","unit":""}','nhan-biet',100,NULL);
INSERT INTO "question_revision" VALUES(63,63,1,'one','{"kind":"one","options":[{"id":"xdqd6","text":"Giấy ra viện"},{"id":"mfyzt","text":"Đơn thuốc cũ"},{"id":"l7kk6","text":"Sổ tiêm chủng"},{"id":"ivfpn","text":"Thẻ bảo hiểm y tế"}],"shuffle":true,"text":"Khi đi khám, chữa bệnh, căn cước gắn chip hoặc ứng dụng VNeID có thể dùng thay cho giấy tờ nào?","unit":""}','nhan-biet',100,NULL);
INSERT INTO "question_revision" VALUES(64,64,1,'one','{"kind":"one","options":[{"id":"hpwpn","text":"Ngày 01/7/2024"},{"id":"wcvsk","text":"Ngày 01/01/2025"},{"id":"lfehq","text":"Ngày 01/7/2025"},{"id":"heywx","text":"Ngày 01/01/2026"}],"shuffle":true,"text":"Luật Căn cước năm 2023 có hiệu lực từ ngày nào?","unit":""}','nhan-biet',100,NULL);
INSERT INTO "question_revision" VALUES(65,65,1,'one','{"kind":"one","options":[{"id":"r2hhi","text":"Xây dựng mạng lưới trạm phát sóng ở vùng sâu"},{"id":"76lbz","text":"Tuyên truyền, phổ biến dịch vụ công trực tuyến"},{"id":"urwlq","text":"Hỗ trợ học phí cho sinh viên ngành công nghệ"},{"id":"7chp6","text":"Sắp xếp lại các trường học và trạm y tế xã"}],"shuffle":true,"text":"Đề án được phê duyệt tại Quyết định số 1588/QĐ-TTg ngày 17/12/2024 tập trung vào việc gì?","unit":""}','thong-hieu',100,NULL);
INSERT INTO "question_revision" VALUES(66,66,1,'true_false','{"kind":"true_false","options":[{"id":"dung","text":"Đúng"},{"id":"sai","text":"Sai"}],"shuffle":false,"text":"Đưa mật khẩu tài khoản VNeID cho người quen giữ để họ tiện nộp hồ sơ giúp là việc làm an toàn.","unit":""}','van-dung',100,NULL);
CREATE TABLE question_source (
	question_id INTEGER NOT NULL, 
	source_id INTEGER NOT NULL, 
	article VARCHAR(120) NOT NULL, 
	PRIMARY KEY (question_id, source_id), 
	FOREIGN KEY(question_id) REFERENCES question (id), 
	FOREIGN KEY(source_id) REFERENCES source (id)
);
INSERT INTO "question_source" VALUES(11,1,'');
INSERT INTO "question_source" VALUES(12,1,'Điều 7');
INSERT INTO "question_source" VALUES(13,1,'Điều 7');
INSERT INTO "question_source" VALUES(15,2,'');
INSERT INTO "question_source" VALUES(16,2,'');
INSERT INTO "question_source" VALUES(17,2,'');
INSERT INTO "question_source" VALUES(18,2,'');
INSERT INTO "question_source" VALUES(22,3,'');
INSERT INTO "question_source" VALUES(23,4,'');
INSERT INTO "question_source" VALUES(24,4,'');
INSERT INTO "question_source" VALUES(25,3,'');
INSERT INTO "question_source" VALUES(26,5,'');
INSERT INTO "question_source" VALUES(27,6,'');
INSERT INTO "question_source" VALUES(28,7,'');
INSERT INTO "question_source" VALUES(31,8,'');
INSERT INTO "question_source" VALUES(32,8,'');
INSERT INTO "question_source" VALUES(33,9,'');
INSERT INTO "question_source" VALUES(34,9,'Mục IV');
INSERT INTO "question_source" VALUES(35,9,'Mục III');
INSERT INTO "question_source" VALUES(36,9,'Mục II');
INSERT INTO "question_source" VALUES(37,9,'');
INSERT INTO "question_source" VALUES(38,9,'Mục II');
INSERT INTO "question_source" VALUES(39,10,'');
INSERT INTO "question_source" VALUES(40,10,'');
INSERT INTO "question_source" VALUES(41,10,'');
INSERT INTO "question_source" VALUES(42,11,'');
INSERT INTO "question_source" VALUES(43,12,'');
INSERT INTO "question_source" VALUES(50,13,'');
INSERT INTO "question_source" VALUES(51,13,'');
INSERT INTO "question_source" VALUES(55,13,'');
INSERT INTO "question_source" VALUES(56,14,'Điều 10');
INSERT INTO "question_source" VALUES(59,15,'Điều 11');
INSERT INTO "question_source" VALUES(60,15,'Điều 11');
INSERT INTO "question_source" VALUES(65,16,'');
CREATE TABLE question_topic (
	question_id INTEGER NOT NULL, 
	topic_id INTEGER NOT NULL, 
	PRIMARY KEY (question_id, topic_id), 
	FOREIGN KEY(question_id) REFERENCES question (id), 
	FOREIGN KEY(topic_id) REFERENCES topic (id)
);
INSERT INTO "question_topic" VALUES(1,1);
INSERT INTO "question_topic" VALUES(2,1);
INSERT INTO "question_topic" VALUES(3,1);
INSERT INTO "question_topic" VALUES(4,1);
INSERT INTO "question_topic" VALUES(5,1);
INSERT INTO "question_topic" VALUES(6,1);
INSERT INTO "question_topic" VALUES(7,1);
INSERT INTO "question_topic" VALUES(8,1);
INSERT INTO "question_topic" VALUES(9,1);
INSERT INTO "question_topic" VALUES(10,1);
INSERT INTO "question_topic" VALUES(11,1);
INSERT INTO "question_topic" VALUES(12,1);
INSERT INTO "question_topic" VALUES(13,1);
INSERT INTO "question_topic" VALUES(14,1);
INSERT INTO "question_topic" VALUES(15,3);
INSERT INTO "question_topic" VALUES(16,4);
INSERT INTO "question_topic" VALUES(17,4);
INSERT INTO "question_topic" VALUES(18,5);
INSERT INTO "question_topic" VALUES(19,6);
INSERT INTO "question_topic" VALUES(20,6);
INSERT INTO "question_topic" VALUES(21,6);
INSERT INTO "question_topic" VALUES(22,8);
INSERT INTO "question_topic" VALUES(23,8);
INSERT INTO "question_topic" VALUES(24,8);
INSERT INTO "question_topic" VALUES(25,7);
INSERT INTO "question_topic" VALUES(26,10);
INSERT INTO "question_topic" VALUES(27,9);
INSERT INTO "question_topic" VALUES(28,11);
INSERT INTO "question_topic" VALUES(29,12);
INSERT INTO "question_topic" VALUES(30,13);
INSERT INTO "question_topic" VALUES(31,14);
INSERT INTO "question_topic" VALUES(32,14);
INSERT INTO "question_topic" VALUES(33,16);
INSERT INTO "question_topic" VALUES(33,17);
INSERT INTO "question_topic" VALUES(34,18);
INSERT INTO "question_topic" VALUES(34,17);
INSERT INTO "question_topic" VALUES(35,16);
INSERT INTO "question_topic" VALUES(35,17);
INSERT INTO "question_topic" VALUES(36,20);
INSERT INTO "question_topic" VALUES(36,17);
INSERT INTO "question_topic" VALUES(37,16);
INSERT INTO "question_topic" VALUES(37,17);
INSERT INTO "question_topic" VALUES(38,16);
INSERT INTO "question_topic" VALUES(38,17);
INSERT INTO "question_topic" VALUES(39,16);
INSERT INTO "question_topic" VALUES(40,21);
INSERT INTO "question_topic" VALUES(41,20);
INSERT INTO "question_topic" VALUES(42,16);
INSERT INTO "question_topic" VALUES(43,22);
INSERT INTO "question_topic" VALUES(44,23);
INSERT INTO "question_topic" VALUES(45,20);
INSERT INTO "question_topic" VALUES(46,21);
INSERT INTO "question_topic" VALUES(47,24);
INSERT INTO "question_topic" VALUES(48,25);
INSERT INTO "question_topic" VALUES(48,16);
INSERT INTO "question_topic" VALUES(49,25);
INSERT INTO "question_topic" VALUES(49,1);
INSERT INTO "question_topic" VALUES(50,25);
INSERT INTO "question_topic" VALUES(50,26);
INSERT INTO "question_topic" VALUES(51,25);
INSERT INTO "question_topic" VALUES(51,26);
INSERT INTO "question_topic" VALUES(52,27);
INSERT INTO "question_topic" VALUES(52,25);
INSERT INTO "question_topic" VALUES(53,25);
INSERT INTO "question_topic" VALUES(53,1);
INSERT INTO "question_topic" VALUES(54,25);
INSERT INTO "question_topic" VALUES(54,27);
INSERT INTO "question_topic" VALUES(55,25);
INSERT INTO "question_topic" VALUES(55,26);
INSERT INTO "question_topic" VALUES(56,28);
INSERT INTO "question_topic" VALUES(57,28);
INSERT INTO "question_topic" VALUES(58,29);
INSERT INTO "question_topic" VALUES(58,30);
INSERT INTO "question_topic" VALUES(59,30);
INSERT INTO "question_topic" VALUES(60,30);
INSERT INTO "question_topic" VALUES(61,28);
INSERT INTO "question_topic" VALUES(62,28);
INSERT INTO "question_topic" VALUES(63,28);
INSERT INTO "question_topic" VALUES(64,28);
INSERT INTO "question_topic" VALUES(65,31);
INSERT INTO "question_topic" VALUES(65,30);
INSERT INTO "question_topic" VALUES(66,28);
INSERT INTO "question_topic" VALUES(66,1);
CREATE TABLE round (
	id VARCHAR(13) NOT NULL, 
	campaign_id VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	name VARCHAR(120) NOT NULL, 
	ruleset_id VARCHAR NOT NULL, 
	opens_at BIGINT NOT NULL, 
	closes_at BIGINT NOT NULL, 
	state VARCHAR(10) NOT NULL, 
	seed VARCHAR(64) NOT NULL, 
	seed_commitment VARCHAR(64) NOT NULL, 
	prediction_truth INTEGER, 
	PRIMARY KEY (id), 
	CONSTRAINT state CHECK (state IN ('draft','ready','closing','closed')), 
	CONSTRAINT window CHECK (opens_at < closes_at), 
	FOREIGN KEY(campaign_id) REFERENCES campaign (id), 
	FOREIGN KEY(ruleset_id) REFERENCES ruleset (id), 
	UNIQUE (campaign_id, number)
);
INSERT INTO "round" VALUES('16yv3a925f4gf','d5wxnp1cghmc8',1,'Vòng ngày hội','0xqgfap4c616z',1795737471583,1795737786328,'closed','dd768e197d416c7a430be0dbaa4749392624dbeccdf09b6d98fedca57bfd78a7','0fd805e82aa4690a12d26e5832291ff6b490ed4361cfb34b68037cca254a294a',NULL);
INSERT INTO "round" VALUES('4ykf1yqpy01tq','gvcfgy9ve9xkq',1,'Tuần 1','4bag7gy4tfn33',1795737471583,1798329771583,'ready','41f8953acf8667f6769a1ef47e2fb144a46f502f03e6269d23f087a249d05b88','78f76d1310f546291e4dccf8a83b3534013ecfe73fa4514c433de72b4f919227',NULL);
CREATE TABLE ruleset (
	id VARCHAR(13) NOT NULL, 
	content VARCHAR NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	created_at BIGINT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "ruleset" VALUES('0xqgfap4c616z','{"attempts_allowed":1,"blueprint":[{"count":5,"kind":null,"level":null,"topic":"cds"},{"count":4,"kind":null,"level":null,"topic":"cchc"},{"count":2,"kind":null,"level":null,"topic":"tag-attt"},{"count":1,"kind":"several","level":null,"topic":null},{"count":2,"kind":"true_false","level":null,"topic":null},{"count":1,"kind":"number","level":null,"topic":null}],"counting":"best","criteria":["points","seconds","submitted"],"grace_seconds":20,"minimum_unit_size":5,"prediction":null,"seconds":600,"show_minors_masked":true,"version":1,"visibility":{"board":"live","review":"after_close","score":"at_once"},"youngest":null}','ad0bfcb34326830be346b7305fe5aeb9831b561e87fad1b08f62a9d0339d4c27',1795737771583);
INSERT INTO "ruleset" VALUES('4bag7gy4tfn33','{"attempts_allowed":3,"blueprint":[{"count":5,"kind":null,"level":null,"topic":"cds"},{"count":4,"kind":null,"level":null,"topic":"cchc"},{"count":2,"kind":null,"level":null,"topic":"tag-attt"},{"count":1,"kind":"several","level":null,"topic":null},{"count":2,"kind":"true_false","level":null,"topic":null},{"count":1,"kind":"number","level":null,"topic":null}],"counting":"best","criteria":["points","prediction_error","seconds","submitted"],"grace_seconds":20,"minimum_unit_size":5,"prediction":"participants","seconds":900,"show_minors_masked":true,"version":1,"visibility":{"board":"after_close","review":"after_close","score":"after_close"},"youngest":null}','fc9020e93977e592608223a32a3cefbd78ab654122a5885c7a6b6b35eaa480ae',1795737771583);
CREATE TABLE setting (
	name VARCHAR(60) NOT NULL, 
	value VARCHAR(2000) NOT NULL, 
	PRIMARY KEY (name)
);
CREATE TABLE source (
	id INTEGER NOT NULL, 
	number VARCHAR(80) NOT NULL, 
	dated DATE, 
	issuer VARCHAR(200) NOT NULL, 
	title VARCHAR(600) NOT NULL, 
	in_force_from DATE, 
	in_force_until DATE, 
	replaced_by_id INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(replaced_by_id) REFERENCES source (id), 
	UNIQUE (number, dated)
);
INSERT INTO "source" VALUES(1,'91/2025/QH15','2025-06-26','','Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15 ngày 26/6/2025',NULL,NULL,NULL);
INSERT INTO "source" VALUES(2,'76/NQ-CP','2021-07-15','','Nghị quyết số 76/NQ-CP ngày 15/7/2021',NULL,NULL,NULL);
INSERT INTO "source" VALUES(3,'72/2025/QH15','2025-06-16','','Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16/6/2025',NULL,NULL,NULL);
INSERT INTO "source" VALUES(4,'202/2025/QH15','2025-06-12','','Nghị quyết số 202/2025/QH15 ngày 12/6/2025',NULL,NULL,NULL);
INSERT INTO "source" VALUES(5,'118/2025/NĐ-CP','2025-06-09','','Nghị định số 118/2025/NĐ-CP ngày 09/6/2025',NULL,NULL,NULL);
INSERT INTO "source" VALUES(6,'766/QĐ-TTg','2022-06-23','','Quyết định số 766/QĐ-TTg ngày 23/6/2022',NULL,NULL,NULL);
INSERT INTO "source" VALUES(7,'19-NQ/TW','2017-10-25','','Nghị quyết số 19-NQ/TW ngày 25/10/2017',NULL,NULL,NULL);
INSERT INTO "source" VALUES(8,'505/QĐ-TTg','2022-04-22','','Quyết định số 505/QĐ-TTg ngày 22/4/2022',NULL,NULL,NULL);
INSERT INTO "source" VALUES(9,'57-NQ/TW','2024-12-22','','Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị',NULL,NULL,NULL);
INSERT INTO "source" VALUES(10,'749/QĐ-TTg','2020-06-03','','Quyết định số 749/QĐ-TTg ngày 03/6/2020',NULL,NULL,NULL);
INSERT INTO "source" VALUES(11,'148/2025/QH15','2025-12-11','','Luật Chuyển đổi số số 148/2025/QH15 ngày 11/12/2025',NULL,NULL,NULL);
INSERT INTO "source" VALUES(12,'06/QĐ-TTg','2022-01-06','','Quyết định số 06/QĐ-TTg ngày 06/01/2022',NULL,NULL,NULL);
INSERT INTO "source" VALUES(13,'01-KH/BCĐTW',NULL,'','Kế hoạch số 01-KH/BCĐTW về phong trào Bình dân học vụ số',NULL,NULL,NULL);
INSERT INTO "source" VALUES(14,'69/2024/NĐ-CP',NULL,'','Điều 10 Nghị định số 69/2024/NĐ-CP',NULL,NULL,NULL);
INSERT INTO "source" VALUES(15,'42/2022/NĐ-CP',NULL,'','Điều 11 Nghị định số 42/2022/NĐ-CP',NULL,NULL,NULL);
INSERT INTO "source" VALUES(16,'1588/QĐ-TTg','2024-12-17','','Quyết định số 1588/QĐ-TTg ngày 17/12/2024',NULL,NULL,NULL);
CREATE TABLE staff (
	id VARCHAR(13) NOT NULL, 
	login VARCHAR(60) NOT NULL, 
	name VARCHAR(120) NOT NULL, 
	role VARCHAR(10) NOT NULL, 
	password_hash VARCHAR(200) NOT NULL, 
	disabled_at BIGINT, 
	created_at BIGINT NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT role CHECK (role IN ('admin','organiser','viewer')), 
	UNIQUE (login)
);
INSERT INTO "staff" VALUES('x43hxs4zxacwj','bantochuc','Ban Tổ chức (mẫu)','admin','x',NULL,1795737771583);
CREATE TABLE staff_session (
	token_hash VARCHAR(64) NOT NULL, 
	staff_id VARCHAR NOT NULL, 
	created_at BIGINT NOT NULL, 
	seen_at BIGINT NOT NULL, 
	PRIMARY KEY (token_hash), 
	FOREIGN KEY(staff_id) REFERENCES staff (id)
);
CREATE TABLE standing (
	round_id VARCHAR(13) NOT NULL, 
	entry_id VARCHAR(13) NOT NULL, 
	attempt_id VARCHAR(13) NOT NULL, 
	sort_key VARCHAR(160) NOT NULL, 
	points INTEGER NOT NULL, 
	"right" INTEGER NOT NULL, 
	seconds INTEGER NOT NULL, 
	submitted_at BIGINT NOT NULL, 
	prediction INTEGER, 
	prediction_error INTEGER, 
	PRIMARY KEY (round_id, entry_id), 
	FOREIGN KEY(attempt_id) REFERENCES attempt (id), 
	FOREIGN KEY(entry_id) REFERENCES entry (id), 
	FOREIGN KEY(round_id) REFERENCES round (id)
);
INSERT INTO "standing" VALUES('16yv3a925f4gf','fvkkfme9s2fvb','x9m7gs1fy85g8','099999999999998900-100000000000000001-100001795737782803',1100,11,1,1795737782803,NULL,NULL);
INSERT INTO "standing" VALUES('16yv3a925f4gf','psyzw00y5gge3','6aepbmjw5ghd7','099999999999998800-100000000000000001-100001795737783043',1200,12,1,1795737783043,NULL,NULL);
INSERT INTO "standing" VALUES('16yv3a925f4gf','38ep43jeznhj0','q7netegz5203k','099999999999999300-100000000000000001-100001795737783058',700,7,1,1795737783058,NULL,NULL);
INSERT INTO "standing" VALUES('16yv3a925f4gf','3vxzxeb53m639','027rzjmvgf34s','099999999999999300-100000000000000001-100001795737783059',700,7,1,1795737783059,NULL,NULL);
INSERT INTO "standing" VALUES('16yv3a925f4gf','kyjertq335j80','01zt6raj40bas','099999999999999000-100000000000000004-100001795737786328',1000,10,4,1795737786328,NULL,NULL);
INSERT INTO "standing" VALUES('16yv3a925f4gf','wzytgbwp8x2xm','9911zrfmxvdna','099999999999998700-100000000000000004-100001795737786328',1300,13,4,1795737786328,NULL,NULL);
CREATE TABLE topic (
	id INTEGER NOT NULL, 
	slug VARCHAR(80) NOT NULL, 
	parent_id INTEGER, 
	name VARCHAR(300) NOT NULL, 
	position INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(parent_id) REFERENCES topic (id), 
	UNIQUE (slug)
);
INSERT INTO "topic" VALUES(1,'tag-attt',NULL,'An toàn thông tin, an ninh mạng',38);
INSERT INTO "topic" VALUES(2,'cchc',NULL,'Cải cách hành chính',18);
INSERT INTO "topic" VALUES(3,'cchc-1-chu-truong',2,'Chủ trương, văn bản chỉ đạo cải cách hành chính',19);
INSERT INTO "topic" VALUES(4,'cchc-5-noi-dung',2,'Nội dung cơ bản của cải cách hành chính',23);
INSERT INTO "topic" VALUES(5,'cchc-2-trach-nhiem',2,'Trách nhiệm; sự hài lòng của người dân là thước đo',20);
INSERT INTO "topic" VALUES(6,'cchc-4-chi-so',2,'Các chỉ số PAR INDEX, SIPAS, PAPI và năng lực cạnh tranh',22);
INSERT INTO "topic" VALUES(7,'cchc-5c-bo-may',4,'Cải cách tổ chức bộ máy',28);
INSERT INTO "topic" VALUES(8,'cchc-5c1-sap-xep',7,'Sắp xếp, tinh gọn bộ máy, đơn vị hành chính',29);
INSERT INTO "topic" VALUES(9,'cchc-5b-tthc',4,'Cải cách thủ tục hành chính',25);
INSERT INTO "topic" VALUES(10,'cchc-5b1-mot-cua',9,'Một cửa, một cửa liên thông',26);
INSERT INTO "topic" VALUES(11,'cchc-5c2-xa-hoi-hoa',7,'Xã hội hóa dịch vụ sự nghiệp công',30);
INSERT INTO "topic" VALUES(12,'cchc-7-duong-day-nong',2,'Đường dây nóng, phản ánh, kiến nghị',36);
INSERT INTO "topic" VALUES(13,'cchc-8-quyen-giam-sat',2,'Quyền, nghĩa vụ và giám sát của người dân',37);
INSERT INTO "topic" VALUES(14,'tag-ngay-cds',NULL,'Ngày Chuyển đổi số quốc gia',40);
INSERT INTO "topic" VALUES(15,'cds',NULL,'Chuyển đổi số',1);
INSERT INTO "topic" VALUES(16,'cds-1-chu-truong',15,'Chủ trương, mục tiêu, nhiệm vụ chuyển đổi số',2);
INSERT INTO "topic" VALUES(17,'tag-nq57',NULL,'Nghị quyết số 57-NQ/TW',41);
INSERT INTO "topic" VALUES(18,'cds-3-trach-nhiem',15,'Trách nhiệm của cấp ủy, người đứng đầu về chuyển đổi số',4);
INSERT INTO "topic" VALUES(19,'cds-4-noi-dung',15,'Nội dung cơ bản của chuyển đổi số',5);
INSERT INTO "topic" VALUES(20,'cds-4a-kinh-te-xa-hoi-so',19,'Kinh tế số, xã hội số, thanh toán không dùng tiền mặt',6);
INSERT INTO "topic" VALUES(21,'cds-2-y-nghia',15,'Ý nghĩa, tác động của chuyển đổi số; kỹ năng số',3);
INSERT INTO "topic" VALUES(22,'cds-4d-de-an-06',19,'Các mô hình của Đề án 06',9);
INSERT INTO "topic" VALUES(23,'cds-4b-nen-tang-so',19,'Nền tảng số Việt Nam',7);
INSERT INTO "topic" VALUES(24,'cds-4l-to-cong-nghe-so',19,'Tổ công nghệ số cộng đồng',16);
INSERT INTO "topic" VALUES(25,'tag-doan-thanh-nien',NULL,'Đoàn và thanh niên',42);
INSERT INTO "topic" VALUES(26,'tag-binh-dan-hoc-vu-so',NULL,'Bình dân học vụ số',39);
INSERT INTO "topic" VALUES(27,'cds-4i-giao-duc',19,'Chuyển đổi số trong giáo dục',14);
INSERT INTO "topic" VALUES(28,'cds-4g-cccd-vneid-bhyt',19,'Căn cước, VNeID và bảo hiểm y tế',12);
INSERT INTO "topic" VALUES(29,'cds-4e-dvc-su-dung',19,'Dịch vụ công trực tuyến: sử dụng hiệu quả',11);
INSERT INTO "topic" VALUES(30,'cchc-5b2-dvc-truc-tuyen',9,'Cung cấp và sử dụng dịch vụ công trực tuyến',27);
INSERT INTO "topic" VALUES(31,'cds-4dd-dvc-nhan-thuc',19,'Dịch vụ công trực tuyến: nhận thức và hành động',10);
CREATE TABLE unit (
	id VARCHAR(13) NOT NULL, 
	parent_id VARCHAR, 
	kind VARCHAR(20) NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	code VARCHAR(40) NOT NULL, 
	folded VARCHAR(200) NOT NULL, 
	sort_key VARCHAR(600) NOT NULL, 
	open_to_all BOOLEAN NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(parent_id) REFERENCES unit (id), 
	UNIQUE (code)
);
INSERT INTO "unit" VALUES('9x20r0xaj3ebv',NULL,'commune','Xã Đăk Tô (dữ liệu mẫu)','mau-xa','xa dak to du lieu mau','502005262134054539052547053532284605362246000300000030050030',0);
INSERT INTO "unit" VALUES('qy155x1sqetva','9x20r0xaj3ebv','office','Ủy ban nhân dân xã','mau-ubnd','ui ban nhan dan xa xa dak to du lieu mau','4651052320370537312237052522370550200020000000000003',1);
INSERT INTO "unit" VALUES('nv6m91gfp912y','9x20r0xaj3ebv','office','Trung tâm Phục vụ hành chính công xã','mau-pvhcc','trung tam phuc vu hanh chinh cong xa xa dak to du lieu mau','4543463730054522360541314624054846053120373105243132373105243937300550200000000000005005010000400000003',1);
INSERT INTO "unit" VALUES('498kqm23pjrvz','9x20r0xaj3ebv','office','Trung tâm Văn hóa - Thể thao - Du lịch và Truyền thông','mau-vhtt','trung tam van hoa the thao du lich va truien thong xa dak to du lieu mau','45434637300545223605482137053138200505453128054531203805052546053532243105482005454346512837054531393730000000000000004000200000005000100001000000',1);
INSERT INTO "unit" VALUES('da6snbzmh8jwm','9x20r0xaj3ebv','office','Ủy ban Mặt trận Tổ quốc Việt Nam xã','mau-mttq','ui ban mat tran to quoc viet nam xa xa dak to du lieu mau','465105232037053621450545432237054539054246392405483228450537203605502000200000500050020040005000003',1);
INSERT INTO "unit" VALUES('rt0n81t87v4ja','9x20r0xaj3ebv','office','Ban Chỉ huy Quân sự xã','mau-quan-su','ban chi hui quan su xa xa dak to du lieu mau','232037052431320531465105424622370544470550200000000200000000503',1);
INSERT INTO "unit" VALUES('2rf6ryr3ggy85','9x20r0xaj3ebv','office','Công an xã','mau-cong-an','cong an xa xa dak to du lieu mau','243937300520370550200000000003',1);
INSERT INTO "unit" VALUES('k7znnd4cedbyy','9x20r0xaj3ebv','office','Trạm Y tế xã','mau-tram-y-te','tram i te xa xa dak to du lieu mau','45432036055105452805502000005000403',1);
INSERT INTO "unit" VALUES('qgwkgt8n0sfxp','9x20r0xaj3ebv','village','Thôn Đăk Rao','mau-thon-1','thon dak rao xa dak to du lieu mau','453139370526213405432038000000000000',1);
INSERT INTO "unit" VALUES('vtk2h0zrvcc1b','9x20r0xaj3ebv','youth','Chi đoàn thôn Đăk Rao','mau-cd-1','chi doan thon dak rao xa dak to du lieu mau','2431320526382037054531393705262134054320380000000100000000000',1);
INSERT INTO "unit" VALUES('cfy6h6h4x2ran','9x20r0xaj3ebv','village','Thôn Đăk Tăng','mau-thon-2','thon dak tang xa dak to du lieu mau','453139370526213405452137300000000000000',1);
INSERT INTO "unit" VALUES('mgfz0kexmzcvj','9x20r0xaj3ebv','youth','Chi đoàn thôn Đăk Tăng','mau-cd-2','chi doan thon dak tang xa dak to du lieu mau','2431320526382037054531393705262134054521373000000001000000000000',1);
INSERT INTO "unit" VALUES('16jjkcf7dqdkc','9x20r0xaj3ebv','village','Thôn Kon Tu','mau-thon-3','thon kon tu xa dak to du lieu mau','453139370534383705454600000000000',1);
INSERT INTO "unit" VALUES('sdw0dzghy5fqx','9x20r0xaj3ebv','youth','Chi đoàn thôn Kon Tu','mau-cd-3','chi doan thon kon tu xa dak to du lieu mau','2431320526382037054531393705343837054546000000010000000000',1);
INSERT INTO "unit" VALUES('z6qyjm0j7rw8z','9x20r0xaj3ebv','village','Thôn Tê Pheo','mau-thon-4','thon te pheo xa dak to du lieu mau','453139370545280541312738000000000000',1);
INSERT INTO "unit" VALUES('dqyz1jtegt230','9x20r0xaj3ebv','youth','Chi đoàn thôn Tê Pheo','mau-cd-4','chi doan thon te pheo xa dak to du lieu mau','2431320526382037054531393705452805413127380000000100000000000',1);
INSERT INTO "unit" VALUES('0ssg39x30er8s','9x20r0xaj3ebv','village','Thôn Đăk Mơ Ham','mau-thon-5','thon dak mo ham xa dak to du lieu mau','45313937052621340536400531203600000000000000',1);
INSERT INTO "unit" VALUES('zz10dv1pqb9a3','9x20r0xaj3ebv','youth','Chi đoàn thôn Đăk Mơ Ham','mau-cd-5','chi doan thon dak mo ham xa dak to du lieu mau','243132052638203705453139370526213405364005312036000000010000000000000',1);
INSERT INTO "unit" VALUES('fkhx5vk143tms','9x20r0xaj3ebv','village','Thôn Măng Rương','mau-thon-6','thon mang ruong xa dak to du lieu mau','453139370536213730054347403730000000000000000',1);
INSERT INTO "unit" VALUES('t86wezdys5etb','9x20r0xaj3ebv','youth','Chi đoàn thôn Măng Rương','mau-cd-6','chi doan thon mang ruong xa dak to du lieu mau','2431320526382037054531393705362137300543474037300000000100000000000000',1);
INSERT INTO "unit" VALUES('7t74bgn2vm3s8','9x20r0xaj3ebv','village','Thôn 1','mau-kp-1','thon 1 xa dak to du lieu mau','4531393705111000000',1);
INSERT INTO "unit" VALUES('tp9qn21aenrsa','9x20r0xaj3ebv','village','Thôn 2','mau-kp-2','thon 2 xa dak to du lieu mau','4531393705112000000',1);
INSERT INTO "unit" VALUES('72zzq78wh9pyb','9x20r0xaj3ebv','village','Thôn 3','mau-kp-3','thon 3 xa dak to du lieu mau','4531393705113000000',1);
INSERT INTO "unit" VALUES('xdnp219y25zhh','9x20r0xaj3ebv','village','Thôn 4','mau-kp-4','thon 4 xa dak to du lieu mau','4531393705114000000',1);
INSERT INTO "unit" VALUES('ex4g03henb49t','9x20r0xaj3ebv','village','Thôn 5','mau-kp-5','thon 5 xa dak to du lieu mau','4531393705115000000',1);
INSERT INTO "unit" VALUES('njnd7tq0aaymx','9x20r0xaj3ebv','village','Thôn 6','mau-kp-6','thon 6 xa dak to du lieu mau','4531393705116000000',1);
INSERT INTO "unit" VALUES('fjwkvwy98g1t7','9x20r0xaj3ebv','school','Trường THPT Nguyễn Văn Cừ','mau-thpt-nvc','truong thpt nguien van cu xa dak to du lieu mau','4543474037300545314145053730465128370548213705244700000100000000003000001',0);
INSERT INTO "unit" VALUES('5js4ntxd924bn','fjwkvwy98g1t7','office','Giáo viên, nhân viên','mau-thpt-nvc-gv','giao vien nhan vien truong thpt nguien van cu','30322038054832283705373122370548322837000040000000000000',1);
INSERT INTO "unit" VALUES('w6b8mvfwpra6c','fjwkvwy98g1t7','class','Lớp 10A','mau-thpt-nvc-10a','lop 10a truong thpt nguien van cu','35404105121020000400',1);
INSERT INTO "unit" VALUES('gf1amep9hha97','fjwkvwy98g1t7','class','Lớp 10B','mau-thpt-nvc-10b','lop 10b truong thpt nguien van cu','35404105121023000400',1);
INSERT INTO "unit" VALUES('3esm1sb6dapcz','fjwkvwy98g1t7','class','Lớp 10C','mau-thpt-nvc-10c','lop 10c truong thpt nguien van cu','35404105121024000400',1);
INSERT INTO "unit" VALUES('v20ehqsh1b3nt','fjwkvwy98g1t7','class','Lớp 10D','mau-thpt-nvc-10d','lop 10d truong thpt nguien van cu','35404105121025000400',1);
INSERT INTO "unit" VALUES('t4dwpz0w8v011','fjwkvwy98g1t7','class','Lớp 11A','mau-thpt-nvc-11a','lop 11a truong thpt nguien van cu','35404105121120000400',1);
INSERT INTO "unit" VALUES('db0sdt7xzkcy5','fjwkvwy98g1t7','class','Lớp 11B','mau-thpt-nvc-11b','lop 11b truong thpt nguien van cu','35404105121123000400',1);
INSERT INTO "unit" VALUES('4apfnttv69pdh','fjwkvwy98g1t7','class','Lớp 11C','mau-thpt-nvc-11c','lop 11c truong thpt nguien van cu','35404105121124000400',1);
INSERT INTO "unit" VALUES('jzm5k247srgzy','fjwkvwy98g1t7','class','Lớp 11D','mau-thpt-nvc-11d','lop 11d truong thpt nguien van cu','35404105121125000400',1);
INSERT INTO "unit" VALUES('70an03q7kmy01','fjwkvwy98g1t7','class','Lớp 12A','mau-thpt-nvc-12a','lop 12a truong thpt nguien van cu','35404105121220000400',1);
INSERT INTO "unit" VALUES('vgfzt63jqyt8r','fjwkvwy98g1t7','class','Lớp 12B','mau-thpt-nvc-12b','lop 12b truong thpt nguien van cu','35404105121223000400',1);
INSERT INTO "unit" VALUES('5vqyxb15r163p','fjwkvwy98g1t7','class','Lớp 12C','mau-thpt-nvc-12c','lop 12c truong thpt nguien van cu','35404105121224000400',1);
INSERT INTO "unit" VALUES('6y4jvb0834c6y','fjwkvwy98g1t7','class','Lớp 12D','mau-thpt-nvc-12d','lop 12d truong thpt nguien van cu','35404105121225000400',1);
INSERT INTO "unit" VALUES('1qhyssa0kpx4a','9x20r0xaj3ebv','school','Trường THCS Nguyễn Du','mau-thcs-nd','truong thcs nguien du xa dak to du lieu mau','45434740373005453124440537304651283705254600000100000000003000',0);
INSERT INTO "unit" VALUES('63jndp3hhwfzn','1qhyssa0kpx4a','office','Giáo viên, nhân viên','mau-thcs-nd-gv','giao vien nhan vien truong thcs nguien du','30322038054832283705373122370548322837000040000000000000',1);
INSERT INTO "unit" VALUES('rf30w0gw21k0a','1qhyssa0kpx4a','class','Lớp 6A','mau-thcs-nd-6a','lop 6a truong thcs nguien du','3540410511620000400',1);
INSERT INTO "unit" VALUES('0z43129xh4ta7','1qhyssa0kpx4a','class','Lớp 6B','mau-thcs-nd-6b','lop 6b truong thcs nguien du','3540410511623000400',1);
INSERT INTO "unit" VALUES('1cza9ravxj8kx','1qhyssa0kpx4a','class','Lớp 6C','mau-thcs-nd-6c','lop 6c truong thcs nguien du','3540410511624000400',1);
INSERT INTO "unit" VALUES('s3f4va4h2fd27','1qhyssa0kpx4a','class','Lớp 7A','mau-thcs-nd-7a','lop 7a truong thcs nguien du','3540410511720000400',1);
INSERT INTO "unit" VALUES('2gf40cbe11gwd','1qhyssa0kpx4a','class','Lớp 7B','mau-thcs-nd-7b','lop 7b truong thcs nguien du','3540410511723000400',1);
INSERT INTO "unit" VALUES('30ncm2qxfgaht','1qhyssa0kpx4a','class','Lớp 7C','mau-thcs-nd-7c','lop 7c truong thcs nguien du','3540410511724000400',1);
INSERT INTO "unit" VALUES('k5s1zqmbs7gg7','1qhyssa0kpx4a','class','Lớp 8A','mau-thcs-nd-8a','lop 8a truong thcs nguien du','3540410511820000400',1);
INSERT INTO "unit" VALUES('g65zgaemfqjjr','1qhyssa0kpx4a','class','Lớp 8B','mau-thcs-nd-8b','lop 8b truong thcs nguien du','3540410511823000400',1);
INSERT INTO "unit" VALUES('v11dkyq1rf17r','1qhyssa0kpx4a','class','Lớp 8C','mau-thcs-nd-8c','lop 8c truong thcs nguien du','3540410511824000400',1);
INSERT INTO "unit" VALUES('d49yh609xrs7t','1qhyssa0kpx4a','class','Lớp 9A','mau-thcs-nd-9a','lop 9a truong thcs nguien du','3540410511920000400',1);
INSERT INTO "unit" VALUES('dj70gcm0bp95d','1qhyssa0kpx4a','class','Lớp 9B','mau-thcs-nd-9b','lop 9b truong thcs nguien du','3540410511923000400',1);
INSERT INTO "unit" VALUES('y98jy716249ph','1qhyssa0kpx4a','class','Lớp 9C','mau-thcs-nd-9c','lop 9c truong thcs nguien du','3540410511924000400',1);
INSERT INTO "unit" VALUES('b8aet60mwqkdk','9x20r0xaj3ebv','school','Trường THCS 24/4','mau-thcs-24','truong thcs 24 4 xa dak to du lieu mau','4543474037300545312444051224114000001000000',0);
INSERT INTO "unit" VALUES('s1bj7k9v3datv','b8aet60mwqkdk','office','Giáo viên, nhân viên','mau-thcs-24-gv','giao vien nhan vien truong thcs 24 4','30322038054832283705373122370548322837000040000000000000',1);
INSERT INTO "unit" VALUES('m5c1e81yyea2m','b8aet60mwqkdk','class','Lớp 6A','mau-thcs-24-6a','lop 6a truong thcs 24 4','3540410511620000400',1);
INSERT INTO "unit" VALUES('w7t5kr2keje9s','b8aet60mwqkdk','class','Lớp 6B','mau-thcs-24-6b','lop 6b truong thcs 24 4','3540410511623000400',1);
INSERT INTO "unit" VALUES('33a90b96ss61g','b8aet60mwqkdk','class','Lớp 7A','mau-thcs-24-7a','lop 7a truong thcs 24 4','3540410511720000400',1);
INSERT INTO "unit" VALUES('59e6mkav4p4va','b8aet60mwqkdk','class','Lớp 7B','mau-thcs-24-7b','lop 7b truong thcs 24 4','3540410511723000400',1);
INSERT INTO "unit" VALUES('85025jfxmgzen','b8aet60mwqkdk','class','Lớp 8A','mau-thcs-24-8a','lop 8a truong thcs 24 4','3540410511820000400',1);
INSERT INTO "unit" VALUES('8xgfr1z88fewg','b8aet60mwqkdk','class','Lớp 8B','mau-thcs-24-8b','lop 8b truong thcs 24 4','3540410511823000400',1);
INSERT INTO "unit" VALUES('vn4xv733yqyb3','b8aet60mwqkdk','class','Lớp 9A','mau-thcs-24-9a','lop 9a truong thcs 24 4','3540410511920000400',1);
INSERT INTO "unit" VALUES('aqypkz7xx1dgg','b8aet60mwqkdk','class','Lớp 9B','mau-thcs-24-9b','lop 9b truong thcs 24 4','3540410511923000400',1);
CREATE TABLE unit_headcount (
	unit_id VARCHAR NOT NULL, 
	on_date DATE NOT NULL, 
	people INTEGER NOT NULL, 
	source VARCHAR(200) NOT NULL, 
	PRIMARY KEY (unit_id, on_date), 
	CONSTRAINT people CHECK (people >= 0), 
	FOREIGN KEY(unit_id) REFERENCES unit (id)
);
INSERT INTO "unit_headcount" VALUES('qy155x1sqetva','2026-11-27',46,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('nv6m91gfp912y','2026-11-27',12,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('498kqm23pjrvz','2026-11-27',9,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('da6snbzmh8jwm','2026-11-27',14,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('rt0n81t87v4ja','2026-11-27',18,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('2rf6ryr3ggy85','2026-11-27',25,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('k7znnd4cedbyy','2026-11-27',11,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('qgwkgt8n0sfxp','2026-11-27',203,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('vtk2h0zrvcc1b','2026-11-27',24,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('cfy6h6h4x2ran','2026-11-27',226,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('mgfz0kexmzcvj','2026-11-27',27,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('16jjkcf7dqdkc','2026-11-27',249,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('sdw0dzghy5fqx','2026-11-27',30,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('z6qyjm0j7rw8z','2026-11-27',272,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('dqyz1jtegt230','2026-11-27',33,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('0ssg39x30er8s','2026-11-27',295,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('zz10dv1pqb9a3','2026-11-27',36,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('fkhx5vk143tms','2026-11-27',318,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('t86wezdys5etb','2026-11-27',39,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('7t74bgn2vm3s8','2026-11-27',257,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('tp9qn21aenrsa','2026-11-27',274,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('72zzq78wh9pyb','2026-11-27',291,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('xdnp219y25zhh','2026-11-27',308,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('ex4g03henb49t','2026-11-27',325,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('njnd7tq0aaymx','2026-11-27',342,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('5js4ntxd924bn','2026-11-27',48,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('w6b8mvfwpra6c','2026-11-27',37,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('gf1amep9hha97','2026-11-27',40,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('3esm1sb6dapcz','2026-11-27',39,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('v20ehqsh1b3nt','2026-11-27',38,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('t4dwpz0w8v011','2026-11-27',40,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('db0sdt7xzkcy5','2026-11-27',39,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('4apfnttv69pdh','2026-11-27',38,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('jzm5k247srgzy','2026-11-27',37,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('70an03q7kmy01','2026-11-27',39,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('vgfzt63jqyt8r','2026-11-27',38,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('5vqyxb15r163p','2026-11-27',37,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('6y4jvb0834c6y','2026-11-27',40,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('63jndp3hhwfzn','2026-11-27',36,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('rf30w0gw21k0a','2026-11-27',35,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('0z43129xh4ta7','2026-11-27',38,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('1cza9ravxj8kx','2026-11-27',37,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('s3f4va4h2fd27','2026-11-27',38,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('2gf40cbe11gwd','2026-11-27',37,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('30ncm2qxfgaht','2026-11-27',36,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('k5s1zqmbs7gg7','2026-11-27',37,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('g65zgaemfqjjr','2026-11-27',36,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('v11dkyq1rf17r','2026-11-27',35,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('d49yh609xrs7t','2026-11-27',36,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('dj70gcm0bp95d','2026-11-27',35,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('y98jy716249ph','2026-11-27',38,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('s1bj7k9v3datv','2026-11-27',28,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('m5c1e81yyea2m','2026-11-27',31,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('w7t5kr2keje9s','2026-11-27',34,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('33a90b96ss61g','2026-11-27',34,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('59e6mkav4p4va','2026-11-27',33,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('85025jfxmgzen','2026-11-27',33,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('8xgfr1z88fewg','2026-11-27',32,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('vn4xv733yqyb3','2026-11-27',32,'dữ liệu mẫu');
INSERT INTO "unit_headcount" VALUES('aqypkz7xx1dgg','2026-11-27',31,'dữ liệu mẫu');
CREATE INDEX ix_staff_session_staff_id ON staff_session (staff_id);
CREATE INDEX ix_topic_parent_id ON topic (parent_id);
CREATE INDEX ix_question_bank_id ON question (bank_id);
CREATE INDEX ix_question_topic_topic_id ON question_topic (topic_id);
CREATE INDEX ix_question_source_source_id ON question_source (source_id);
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_head_forward BEFORE UPDATE ON audit_head
    WHEN NEW.seq <= OLD.seq OR NEW.id <> OLD.id
    BEGIN SELECT RAISE(ABORT, 'audit_head only moves forward'); END;
CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON audit_head
    BEGIN SELECT RAISE(ABORT, 'audit_head only moves forward'); END;
CREATE INDEX ix_person_folded ON person (folded);
CREATE INDEX ix_unit_folded ON unit (folded);
CREATE INDEX ix_unit_parent_id ON unit (parent_id);
CREATE INDEX ix_entry_unit_id ON entry (unit_id);
CREATE INDEX ix_attempt_round_state ON attempt (round_id, state, accepts_until);
CREATE UNIQUE INDEX uq_attempt_open ON attempt (entry_id, round_id) WHERE state = 'open';
CREATE INDEX ix_attempt_adjustment_attempt_id ON attempt_adjustment (attempt_id);
CREATE INDEX ix_standing_board ON standing (round_id, sort_key, entry_id);
COMMIT;
