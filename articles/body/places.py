"""Places that datelines name: capitals alone do not make a place when neither date nor agency stands with them."""

from __future__ import annotations

NAMES = """
Abuja|Accra|Addis Ababa|Aden|Agartala|Agra|Ahmedabad|Aizawl|Aleppo|Algiers|Allahabad|Almaty|Amman|Amritsar|Amsterdam
Ankara|Arbil|Athens|Atlanta|Auckland|Austin|Aurangabad|Baghdad|Baku|Bangalore|Bangkok|Barcelona|Basra|Beijing|Beirut
Belfast|Belgrade|Bengaluru|Berlin|Bhopal|Bhubaneswar|Bogota|Boston|Brasilia|Brisbane|Brussels|Bucharest|Budapest
Buenos Aires|Cairo|Calcutta|Canberra|Cape Town|Caracas|Chandigarh|Chennai|Chicago|Chittagong|Coimbatore|Colombo
Copenhagen|Cuttack|Dakar|Dallas|Damascus|Dar es Salaam|Darjeeling|Dehradun|Delhi|Denver|Detroit|Dhaka|Doha|Dubai|Dublin
El Cairo|Erbil|Faridabad|Frankfurt|Gangtok|Gaza|Gaza City|Geneva|Ghaziabad|Gurgaon|Gurugram|Guwahati|Hanoi|Harare
Havana|Helsinki|Hong Kong|Houston|Hyderabad|Imphal|Indore|Islamabad|Istanbul|Itanagar|Jaipur|Jakarta|Jammu|Jerusalem
Johannesburg|Kabul|Kampala|Kandahar|Kanpur|Kansas City|Karachi|Kathmandu|Khartoum|Kiev|Kirkuk|Kochi|Kohima|Kolkata
Kuala Lumpur|Kuwait City|Kyiv|Lagos|Lahore|Lima|Lisbon|London|Los Angeles|Lucknow|Ludhiana|Madrid|Manila|Mangalore
Mecca|Melbourne|Mexico City|Miami|Milan|Minsk|Mogadishu|Montreal|Moscow|Mosul|Mumbai|Munich|Muscat|Nagpur|Nairobi
Nashik|New Delhi|New York|Noida|Oslo|Ottawa|Panaji|Panama City|Paris|Patna|Peshawar|Philadelphia|Phnom Penh|Prague
Pretoria|Pune|Pyongyang|Quito|Raipur|Ranchi|Raqqa|Rawalpindi|Riga|Rio de Janeiro|Riyadh|Rome|San Francisco|Sanaa
Santiago|Sao Paulo|Sarajevo|Seattle|Seoul|Shanghai|Shillong|Shimla|Singapore|Sofia|Srinagar|Stockholm|Surat|Sydney
Taipei|Tallinn|Tashkent|Tbilisi|Tehran|Tel Aviv|Thimphu|Thiruvananthapuram|Tirana|Tokyo|Toronto|Tripoli|Tunis
United Nations|Vadodara|Varanasi|Vatican City|Vienna|Vientiane|Vijayawada|Vilnius|Visakhapatnam|Warsaw|Washington
Wellington|Yangon|Yerevan|Zagreb|Zurich
नई दिल्ली|नयी दिल्ली|दिल्ली|मुंबई|कोलकाता|चेन्नई|लखनऊ|पटना|भोपाल|जयपुर|रायपुर|रांची|देहरादून|शिमला|वाराणसी|इंदौर
"""

PLACES = frozenset(name.casefold() for line in NAMES.split("\n") for name in line.split("|") if name)
