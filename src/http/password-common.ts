/**
 * The passwords that are tried first, of eight characters and more (shorter
 * ones are refused anyway), lower case: from what is common to published lists
 * of leaked passwords, here and in China.
 */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `
  00000000 000000000 0000000000 01234567 012345678 0123456789 0987654321 10203040 11111111 111111111
  1111111111 11112222 11223344 1122334455 112233445566 12121212 123123123 123123qwe 1231234567 123321123
  123321123321 1233211234567 12341234 123412345 123454321 1234554321 12345678 123456780 123456781 123456782
  123456788 123456789 1234567890 12345678900 12345678901 1234567891 12345678910 123456789a 123456789q
  123456789qq 12345678a 12345678abc 12345678q 12345678qq 1234567a 1234567q 123456aa 123456ab 123456abc
  123456abcd 123456as 123456qq 123456qwe 123456qwerty 1234abcd 1234asdf 1234qwer 1234rewq 123654789
  123789456 123abc123 123asd123 123qwe123 123qweasd 123qweasdzxc 12qwaszx 13131313 13145200 1314520520
  1314521521 131452000 147147147 147258369 1472583690 147852369 14789632 159357456 159753456 18181818
  19191919 1a2b3c4d 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y 1qaz1qaz 1qaz2wsx 1qaz2wsx3edc 1qazxsw2 20202020
  22222222 23456789 31415926 321321321 33333333 44444444 456456456 520131400 5201314520 52013145201314
  52013142 52013140 520520520 5211314521 55555555 555666777 5845201314 66666666 666666666 66668888 66778899
  741852963 77777777 7758521521 7758258258 775852100 77585217758521 789456123 7894561230 87654321 88888888
  888888888 8888888888 88889999 963852741 963258741 987654321 9876543210 98765432 99999999 999999999
  a1234567 a12345678 a123456789 a1b2c3d4 aa112233 aa123123 aa123456 aa12345678 aa123456789 aaaaaaaa
  abc12345 abc123456 abc1234567 abc123abc abcd1234 abcd12345 abcd123456 abcdefgh abcdefg1 abcdefg123
  access14 admin123 admin1234 admin12345 admin123456 administrator adminadmin alexander as123456 asasasas
  asd123456 asd123asd asdasdasd asdf1234 asdfasdf asdfghjk asdfghjkl asdfghjkl; baseball basketball
  buzhidao changeme changeme123 charlie1 chelsea1 chenchen chinachina computer corvette dearbook dragon12
  dragon123 elephant facebook fangfang football football1 fuckyou1 guanliyuan hello123 hello1234 helloworld
  huanghuang iloveyou iloveyou1 iloveyou123 internet jennifer jessica1 jiangjiang jordan23 killer123
  letmein1 letmein123 liverpool longlong manchester marlboro master123 maverick mercedes michael1 michelle
  midnight minecraft monkey123 mustang1 nihao123 nihao123456 nihaonihao p@ssw0rd p@ssword pass1234 pass12345
  passw0rd passw0rd1 password password! password1 password1! password12 password123 password1234 pokemon123
  princess princess1 q1234567 q12345678 q123456789 q1w2e3r4 q1w2e3r4t5 qazqazqaz qazwsx123 qazwsxedc
  qazwsxedcrfv qiangqiang qq123123 qq123456 qq12345678 qq123456789 qq5201314 qqqqqqqq qqqq1111 qwe123456
  qwe123qwe qweasd123 qweasdzxc qweqweqwe qwer1234 qwerasdf qwerqwer qwert123 qwert12345 qwerty12 qwerty123
  qwerty1234 qwerty12345 qwertyui qwertyuiop rootroot sammy123 samantha secret123 shadow123 starwars
  summer123 sunshine sunshine1 superman superman1 tangtang target123 testtest test1234 trustno1 victoria
  w123456789 wang1234 wangwang welcome1 welcome123 whatever wo5201314 woaini11 woaini123 woaini1314
  woaini13145 woaini1314520 woaini520 woaini5201314 woaini521 woainima woaiwojia woaiziji wodemima wojiushiwo
  woshishui woxihuanni wwwwwwww x1234567 xiaoming xiaoxiao xiaoqiang xingxing xxxxxxxx yangyang z123456789
  zhang123 zhangwei zhimakaimen zaq12wsx zaq1zaq1 zxc123456 zxcvbnm1 zxcvbnm123 zxcvbnm, zxczxczxc zz123456
  zzzzzzzz zxcvbnma zxcasdqwe
  `
    .trim()
    .split(/\s+/),
)
