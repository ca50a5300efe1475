import hashlib, json, sys
prev = "0" * 64
for number, line in enumerate(open(sys.argv[1], "rb"), 1):
    text, _, seal = line.rpartition(b',"hash":"')
    digest = hashlib.sha256(text + b"}").hexdigest()
    if seal != digest.encode() + b'"}\n': sys.exit(f"line {number} was changed")
    record = json.loads(line)
    if (record["seq"], record["prev"]) != (number, prev): sys.exit(f"line {number} does not follow the one before it")
    prev = digest
