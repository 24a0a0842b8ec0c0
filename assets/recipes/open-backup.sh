at=$(LC_ALL=C grep -abo 'age-encryption.org/v1' shop.haobu-backup | cut -d : -f 1)
length=$(od -An -tu4 -j $((at - 4)) -N 4 shop.haobu-backup)
tail -c +$((at + 1)) shop.haobu-backup | head -c $length >sealed.age
raw=$(age -d -i key.txt sealed.age | tail -c 48 | od -An -v -tx1 | tr -d ' \n')
{ echo "PRAGMA key = \"x'$raw'\";"; echo 'SELECT * FROM contact;'; } | sqlcipher -readonly shop.haobu-backup
